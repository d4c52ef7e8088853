using Faultline.Contracts;
using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Novelty;
using Faultline.Learning.Training;

namespace Faultline.Learning.Evaluation;

/// <summary>
/// How often a fault that was never learned is called unknown: each worn level of each component in turn is left out of the training
/// cycles, together with one fold of whole runs, whose cycles of known conditions tell the false alarms. No run counts for more than ten
/// cycles.
/// </summary>
public static class UnknownConditions
{
    /// <summary>One entry a worn level.</summary>
    public static IReadOnlyList<UnknownConditionResult> Evaluate(
        RecordedCycles cycles, TrainingOptions options, IProgress<EvaluationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        ArgumentNullException.ThrowIfNull(options);
        var set = new TrainingSet(cycles);
        int[] folds = GroupedFolds.Assign(cycles.Runs, options.Folds, options.Seed);
        (Component Component, int Level)[] faults = [.. ComponentClasses.All.SelectMany(component =>
            Enumerable.Range(1, ComponentClasses.Of(component).Count - 1).Select(level => (component, level)))];
        var results = new List<UnknownConditionResult>();
        foreach (var (component, level) in faults)
        {
            progress?.Report(new EvaluationProgress("fault_left_out", results.Count, faults.Length));
            results.Add(LeaveOut(set, folds, component, level, options));
        }

        progress?.Report(new EvaluationProgress("fault_left_out", faults.Length, faults.Length));
        return results;
    }

    private static UnknownConditionResult LeaveOut(TrainingSet set, int[] folds, Component component, int level, TrainingOptions options)
    {
        bool IsFault(int row) => set.Levels[row][(int)component] == level;
        int[] rows = [.. Enumerable.Range(0, set.Count)];
        int[] train = [.. rows.Where(row => !IsFault(row) && folds[row] != 0)];
        var (rig, residuals) = ModelFit.Fit(set, train, options, withResiduals: true);
        var novelty = NoveltyFit.Fit(residuals!, [.. train.Select(row => set.Weights[row])], options.FalseAlarmRate);
        var score = new WindowScore();
        double Share(int[] judged)
        {
            double unknown = 0, all = 0;
            foreach (int row in judged)
            {
                rig.Score(set.Values.Row(row), score);
                novelty.Score(rig.Circuit, score);
                unknown += score.Novelty.IsUnknown ? set.Weights[row] : 0;
                all += set.Weights[row];
            }

            return all > 0 ? Math.Round(unknown / all, 4) : 0;
        }

        int[] fault = [.. rows.Where(IsFault)];
        return new UnknownConditionResult(
            component, ComponentClasses.Of(component)[level], fault.Length, Share(fault), Share([.. rows.Where(row => !IsFault(row) && folds[row] == 0)]));
    }
}
