using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.EndToEnd.Line;

/// <summary>Recorded against predicted levels, counted by component; rows are what was recorded.</summary>
public sealed class LiveConfusion
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
    private readonly Dictionary<Component, int[][]> counts = ComponentClasses.All.ToDictionary(
        component => component,
        component => ComponentClasses.Of(component).Select(_ => new int[ComponentClasses.Of(component).Count]).ToArray());

    /// <summary>Cycles that were not predicted, because polls were missing: told, and no part of the accuracy.</summary>
    public int Missed { get; private set; }

    public void Add(ReplayedCycle cycle, Prediction? prediction)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        if (prediction is null)
        {
            Missed++;
            return;
        }
        foreach (var predicted in prediction.Components)
        {
            var levels = ComponentClasses.Of(predicted.Component).ToList();
            counts[predicted.Component][levels.IndexOf(cycle.Conditions[predicted.Component])][levels.IndexOf(predicted.Condition)]++;
        }
    }

    public int CyclesOf(Component component) => counts[component].Sum(row => row.Sum());

    public double AccuracyOf(Component component) =>
        (double)counts[component].Select((row, level) => row[level]).Sum() / CyclesOf(component);

    public Task WriteAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var targets = counts.ToDictionary(
            entry => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{entry.Key}"),
            entry => new { accuracy = AccuracyOf(entry.Key), classes = ComponentClasses.Of(entry.Key), confusion = entry.Value });
        return File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { missed = Missed, targets }, Json));
    }
}
