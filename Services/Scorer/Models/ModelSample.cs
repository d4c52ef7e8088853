using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Models;

/// <summary>Windows and the answers that a model must give to them: JSON <c>{"windows": [[1020 numbers], …], "expected": {"valve": [[4 probabilities], …], …}}</c>.</summary>
internal sealed class ModelSample
{
    /// <summary>Most windows of a sample.</summary>
    public const int MaxWindows = 64;

    /// <summary>How far a probability may be from the expected one where both were computed in double precision.</summary>
    public const double DoubleTolerance = 1e-6;

    /// <summary>The same where the model computes in single precision, as ONNX models do.</summary>
    public const double FloatTolerance = 1e-4;

    private readonly IReadOnlyList<CycleWindow> windows;
    private readonly IReadOnlyDictionary<Component, double[][]> expected;

    private ModelSample(IReadOnlyList<CycleWindow> windows, IReadOnlyDictionary<Component, double[][]> expected) => (this.windows, this.expected) = (windows, expected);

    /// <summary>Reads a sample for some components; null with at least one fault.</summary>
    public static ModelSample? Parse(JsonElement json, IReadOnlyList<Component> components, List<string> faults)
    {
        var before = faults.Count;
        var windows = Rows(json, "windows", "windows", RigLayout.Values, faults);
        if (windows is { Length: 0 or > MaxWindows })
            faults.Add($"The sample has {windows.Length} windows; 1 to {MaxWindows} are expected.");
        var expected = new Dictionary<Component, double[][]>();
        var answers = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("expected", out var found) ? found : default;
        foreach (var component in components)
        {
            var name = component.ToString().ToLowerInvariant();
            if (Rows(answers, name, $"expected.{name}", ComponentClasses.Of(component).Count, faults) is not { } rows)
                continue;
            if (windows is not null && rows.Length != windows.Length)
                faults.Add($"The sample expects {rows.Length} answers for the {name} of {windows.Length} windows.");
            expected[component] = rows;
        }
        return faults.Count > before ? null : new ModelSample([.. windows!.Select(values => CycleWindow.FromValues(values))], expected);
    }

    /// <summary>Makes the sample of windows and what a classifier says of them.</summary>
    public static JsonElement Of(IReadOnlyList<CycleWindow> windows, IClassifier classifier)
    {
        var verdicts = windows.Select(classifier.Score).ToArray();
        return JsonSerializer.SerializeToElement(
            new
            {
                Windows = windows.Select(window => window.Values.ToArray()),
                Expected = classifier.Components.Select((component, i) => (component, i)).ToDictionary(
                    entry => entry.component.ToString().ToLowerInvariant(), entry => verdicts.Select(verdict => verdict.Components[entry.i].Probabilities)),
            },
            FaultlineJson.Options);
    }

    /// <summary>Scores the windows and tells each component's first answer that is not the expected one.</summary>
    public void Check(IClassifier classifier, double tolerance, List<string> faults)
    {
        try
        {
            var verdicts = windows.Select(classifier.Score).ToArray();
            for (var c = 0; c < classifier.Components.Count; c++)
                Compare(classifier.Components[c], [.. verdicts.Select(verdict => verdict.Components[c].Probabilities)], tolerance, faults);
        }
        catch (Exception exception) when (exception is InvalidDataException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            faults.Add($"The sample cannot be scored: {exception.Message}");
        }
    }

    private void Compare(Component component, IReadOnlyList<double>[] answers, double tolerance, List<string> faults)
    {
        for (var w = 0; w < answers.Length; w++)
        {
            for (var level = 0; level < answers[w].Count; level++)
            {
                var (answered, wanted) = (answers[w][level], expected[component][w][level]);
                if (Math.Abs(answered - wanted) <= tolerance)
                    continue;
                faults.Add(
                    $"Window {w} of the sample: the {component.ToString().ToLowerInvariant()} at {ComponentClasses.Of(component)[level]} has probability {answered:G9}, {wanted:G9} is expected.");
                return;
            }
        }
    }

    private static double[][]? Rows(JsonElement parent, string name, string shown, int columns, List<string> faults)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var json) || json.ValueKind != JsonValueKind.Array)
        {
            faults.Add($"The sample has no array {shown}.");
            return null;
        }
        var rows = json.EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().Select(Number).ToArray() : []).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length == columns && rows[i].All(double.IsFinite))
                continue;
            faults.Add($"The sample's {shown}[{i}] must be {columns} finite numbers.");
            return null;
        }
        return rows;
    }

    private static double Number(JsonElement json) => json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) ? value : double.NaN;
}
