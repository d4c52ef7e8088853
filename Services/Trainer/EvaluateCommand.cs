using System.Text.Json;
using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Evaluation;
using Faultline.Learning.Models;
using Faultline.Learning.Training;

namespace Faultline.Trainer;

/// <summary>trainer evaluate: judges the training method on held-out cycles, or a finished model on any labelled cycles.</summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions Json = new(FaultlineJson.Options) { WriteIndented = true, NewLine = "\n" };

    public static void Run(CommandLine line, TextWriter output, TextWriter progress)
    {
        if (line.Find("model") is not null && line.Find("groups") is not null)
            throw new UsageException("--model judges a finished model, --groups the method: give one of them");
        var options = new TrainingOptions { Seed = line.Whole("seed", 1, 0, int.MaxValue), Folds = line.Whole("folds", 10, 2, 20) };
        var cycles = RecordedCycles.Load(line["data"]);
        output.WriteLine($"{cycles.Count} cycles of {cycles.Runs.Distinct().Count()} runs, data hash {cycles.DataHash}");
        var evaluations = line.Find("model") is { } path
            ? [ScoreModel(path, cycles, output)]
            : CrossValidate(line.Find("groups"), cycles, options, progress);
        foreach (var evaluation in evaluations)
            EvaluationReport.Print(evaluation, output);
        var unknown = line.Find("unknown") is null ? null : UnknownConditions.Evaluate(cycles, options, new ProgressBar(progress));
        if (unknown is not null)
            EvaluationReport.Print(unknown, output);
        if (line.Find("json") is { } file)
            File.WriteAllText(file, JsonSerializer.Serialize(Body(evaluations, unknown, cycles), Json) + "\n");
    }

    private static SplitEvaluation ScoreModel(string path, RecordedCycles cycles, TextWriter output)
    {
        using var file = File.OpenRead(path);
        var model = ConditionModel.Load(file);
        output.WriteLine($"model {model.Info.Version}, trained on {model.Info.Cycles} cycles");
        if (cycles.DataHash == model.Info.DataHash)
            output.WriteLine("These are the cycles that the model was trained on: the figures measure memory, not skill.");
        return RecordedEvaluation.Score(cycles, model);
    }

    private static SplitEvaluation[] CrossValidate(string? groups, RecordedCycles cycles, TrainingOptions options, TextWriter progress)
    {
        if (!cycles.HasLabels)
            throw new DatasetException("evaluation needs labels: there is no profile.txt");
        var splits = groups is null ? RecordedEvaluation.SplitsOf(cycles, options) : [RecordedSplit.FromFile(groups, cycles)];
        var bar = new ProgressBar(progress);
        return [.. splits.Select(split => RecordedEvaluation.CrossValidate(cycles, split, options, bar))];
    }

    // "targets" is the headline: whole runs held out, or the split or model that was asked for.
    private static object Body(SplitEvaluation[] evaluations, UnknownConditionReport? unknown, RecordedCycles cycles) => new
    {
        evaluations[0].Targets,
        evaluations[0].Split,
        evaluations[0].Folds,
        evaluations[0].Seed,
        Cycles = cycles.Count,
        Runs = cycles.Runs.Distinct().Count(),
        cycles.DataHash,
        Splits = evaluations.ToDictionary(evaluation => evaluation.Split),
        UnknownConditions = unknown,
        Note = "accuracy, macro_f1 and expected_calibration_error are 0 to 1, brier is 0 to 2",
    };
}
