using System.Globalization;
using Faultline.Learning.Evaluation;

namespace Faultline.Trainer;

/// <summary>Writes an evaluation for people.</summary>
internal static class EvaluationReport
{
    public static void Print(SplitEvaluation evaluation, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(evaluation.Folds == 0
            ? evaluation.Split
            : $"{evaluation.Split}: {evaluation.Folds} folds" + (evaluation.Seed is { } seed ? $", seed {seed}" : ""));
        output.WriteLine("  target       accuracy  macro F1     Brier       ECE");
        foreach (var (name, target) in evaluation.Targets)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-12} {target.Accuracy,8:F4}  {target.MacroF1,8:F4}  {target.Brier,8:F4}  {target.ExpectedCalibrationError,8:F4}"));
        }

        foreach (var (name, target) in evaluation.Targets)
            PrintConfusion(name, target, output);
    }

    public static void Print(UnknownConditionReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"unknown conditions, limits set to {report.FalseAlarmRate:P1} false alarms: {report.FalseAlarms:P1} of held-out runs "
            + $"({report.FalseAlarmsOfCycles:P1} of their cycles) are called unknown, and of a level left out of the training"));
        foreach (var result in report.LeftOut)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {result.Component,-12} {result.Level,5}  {result.Cycles,5} cycles  {result.Detected,7:P1}"));
        }
    }

    private static void PrintConfusion(string name, TargetEvaluation target, TextWriter output)
    {
        output.WriteLine($"  {name} (rows true, columns predicted)");
        output.WriteLine("        " + string.Concat(target.Classes.Select(level => string.Create(CultureInfo.InvariantCulture, $"{level,8}"))));
        for (int i = 0; i < target.Classes.Count; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Classes[i],8}")
                + string.Concat(target.Confusion[i].Select(count => string.Create(CultureInfo.InvariantCulture, $"{count,8}"))));
        }
    }
}
