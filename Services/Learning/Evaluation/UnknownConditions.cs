using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Novelty;
using Faultline.Learning.Training;

namespace Faultline.Learning.Evaluation;

/// <summary>
/// How often a fault that was never learned is called unknown: each worn level of each component in turn is left out of the training cycles. And how
/// often a known condition is: each fold of whole runs in turn is left out, so that every cycle is judged once by a model that had not seen its run.
/// </summary>
public static class UnknownConditions
{
    private const string Name = "unknown_conditions";

    /// <summary>Trains once a worn level and once a fold.</summary>
    public static UnknownConditionReport Evaluate(RecordedCycles cycles, TrainingOptions options, IProgress<EvaluationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        ArgumentNullException.ThrowIfNull(options);
        var set = new TrainingSet(cycles);
        (Component Component, int Level)[] faults = [.. ComponentClasses.All.SelectMany(component =>
            Enumerable.Range(1, ComponentClasses.Of(component).Count - 1).Select(level => (component, level)))];
        int[] folds = GroupedFolds.Assign(cycles.Runs, options.Folds, options.Seed);
        int done = 0, total = faults.Length + options.Folds;
        void Report() => progress?.Report(new EvaluationProgress(Name, done++, total));

        List<UnknownConditionResult> leftOut = [];
        foreach (var (component, level) in faults)
        {
            Report();
            int[] fault = RowsOf(set, row => set.Levels[row][(int)component] == level);
            if (fault.Length > 0)
                leftOut.Add(new UnknownConditionResult(component, ComponentClasses.Of(component)[level], fault.Length, ShareOf(set, fault, Judge(set, fault, options))));
        }

        var unknown = new bool[set.Count];
        for (int fold = 0; fold < options.Folds; fold++)
        {
            Report();
            int[] held = RowsOf(set, row => folds[row] == fold);
            var answers = Judge(set, held, options);
            for (int i = 0; i < held.Length; i++)
                unknown[held[i]] = answers[i];
        }

        Report();
        return new UnknownConditionReport(
            options.FalseAlarmRate, ShareOf(set, RowsOf(set, _ => true), unknown), Math.Round(unknown.Count(one => one) / (double)set.Count, 4), leftOut);
    }

    // Whether each of the rows is called unknown by a model that learned from all others.
    private static bool[] Judge(TrainingSet set, int[] rows, TrainingOptions options)
    {
        var held = rows.ToHashSet();
        var (rig, residuals) = ModelFit.Fit(set, RowsOf(set, row => !held.Contains(row)), options, withResiduals: true);
        var novelty = NoveltyFit.Fit(residuals!, options);
        var score = new WindowScore();
        return [.. rows.Select(row =>
        {
            rig.Score(set.Values.Row(row), score);
            novelty.Score(rig.Circuit, score);
            return score.Novelty.IsUnknown;
        })];
    }

    private static int[] RowsOf(TrainingSet set, Func<int, bool> filter) => [.. Enumerable.Range(0, set.Count).Where(filter)];

    private static double ShareOf(TrainingSet set, int[] rows, bool[] unknown)
    {
        double counted = rows.Where((_, i) => unknown[i]).Sum(row => set.Weights[row]);
        return Math.Round(counted / rows.Sum(row => set.Weights[row]), 4);
    }
}
