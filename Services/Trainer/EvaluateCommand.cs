using System.Globalization;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Training;

namespace Faultline.Trainer;

/// <summary>trainer evaluate: scores a finished model on any labelled cycles.</summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions Json = new(FaultlineJson.Options) { WriteIndented = true };

    public static void Run(CommandLine line, TextWriter output)
    {
        var model = Load(line.Find("model"));
        var cycles = RecordedCycles.Load(line["data"]);
        var targets = ModelEvaluation.Evaluate(model, cycles);
        output.WriteLine($"{cycles.Count} cycles, model {model.Info.Version}");
        if (cycles.DataHash == model.Info.DataHash)
            output.WriteLine("These are the cycles that the model was trained on: the figures measure memory, not skill.");
        foreach (var (name, evaluation) in targets)
            Print(name, evaluation, output);
        if (line.Find("json") is { } path)
            File.WriteAllText(path, JsonSerializer.Serialize(new { Targets = targets }, Json) + "\n");
    }

    private static ConditionModel Load(string? path)
    {
        if (path is null)
            return ConditionModel.LoadEmbedded();
        using var file = File.OpenRead(path);
        return ConditionModel.Load(file);
    }

    private static void Print(string name, ComponentEvaluation evaluation, TextWriter output)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: accuracy {evaluation.Accuracy:F4}, macro F1 {evaluation.MacroF1:F4} (rows true, columns predicted)"));
        output.WriteLine("        " + string.Concat(evaluation.Classes.Select(level => $"{level,8}")));
        for (int i = 0; i < evaluation.Classes.Count; i++)
            output.WriteLine($"{evaluation.Classes[i],8}" + string.Concat(evaluation.Confusion[i].Select(count => $"{count,8}")));
    }
}
