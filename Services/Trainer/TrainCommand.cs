using System.Diagnostics;
using System.Globalization;
using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Training;

namespace Faultline.Trainer;

/// <summary>trainer train: cross-validates, trains on all cycles and writes the model file.</summary>
internal static class TrainCommand
{
    public static void Run(CommandLine line, TextWriter output, TextWriter progress)
    {
        var options = new TrainingOptions
        {
            Seed = line.Whole("seed", 1, 0, int.MaxValue),
            Folds = line.Whole("folds", 10, 2, 20),
            TrainedAt = TrainedAt(line),
            Challenger = line.Find("no-challenger") is null,
        };
        var cycles = RecordedCycles.Load(line["data"]);
        output.WriteLine($"{cycles.Count} cycles of {cycles.Runs.Distinct().Count()} runs, data hash {cycles.DataHash}");
        long started = Stopwatch.GetTimestamp();
        var model = ConditionTrainer.Train(cycles, options, new ProgressBar(progress));
        Print(model.Info, output);
        using (var file = File.Create(line["out"]))
            model.Save(file);
        output.WriteLine($"model {model.Info.Version} written to {line["out"]} in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    private static void Print(ModelInfo info, TextWriter output)
    {
        output.WriteLine("Cross-validation, whole runs held out; accuracy in % (all cycles | no run counts for more than ten | stable | unstable):");
        foreach (var component in info.Components)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {component.Component,-12}{component.Algorithm,-28}{100 * component.Evaluation.Accuracy:F2} | {100 * component.RunAccuracy:F2} | "
                + $"{100 * component.StableAccuracy:F2} | {100 * component.UnstableAccuracy:F2}"));
            foreach (var (name, accuracy) in component.Alternatives)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {name,-28}{100 * accuracy:F2}"));
        }

        output.WriteLine(info.Stable is { } stable
            ? string.Create(CultureInfo.InvariantCulture, $"  {"Stable flag",-40}{100 * stable.Accuracy:F2}")
            : $"  {"Stable flag",-40}not in the data");
        if (info.Components.Any(c => c.Alternatives.TryGetValue("mlnet_lightgbm", out double challenger) && challenger > c.Evaluation.Accuracy))
            output.WriteLine("  The challenger is ahead on all cycles of a component; it is measured only, the model file does not carry it.");
    }

    private static DateTimeOffset? TrainedAt(CommandLine line)
    {
        if (line.Find("trained-at") is not { } text)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UsageException($"--trained-at '{text}' is not a time as in 2026-01-31T12:00:00Z");
    }
}
