using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Training;

namespace Faultline.Learning.Evaluation;

/// <summary>Evaluates the training method, or one finished model, on recorded cycles.</summary>
public static class RecordedEvaluation
{
    /// <summary>The three ways that are always reported together: whole runs (the headline), at random, and a whole cooler level held out.</summary>
    public static IReadOnlyList<RecordedSplit> SplitsOf(RecordedCycles cycles, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        ArgumentNullException.ThrowIfNull(options);
        RecordedSplit[] splits =
        [
            RecordedSplit.ByRun(cycles, options.Folds, options.Seed), RecordedSplit.Random(cycles, options.Folds, options.Seed),
            RecordedSplit.ByCoolerLevel(cycles),
        ];
        return [.. splits.Where(split => split.Count > 1)];
    }

    /// <summary>Learns from all folds but one and predicts that one, for each fold. No fold sees anything of the one held out.</summary>
    public static SplitEvaluation CrossValidate(
        RecordedCycles cycles, RecordedSplit split, TrainingOptions options, IProgress<EvaluationProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(split);
        var result = CrossValidation.Run(SetOf(cycles), split, options, progress);
        return new SplitEvaluation(split.Name, split.Count, split.Seed, All(cycles, result));
    }

    /// <summary>Scores all cycles with a finished model.</summary>
    public static SplitEvaluation Score(RecordedCycles cycles, ConditionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new SplitEvaluation("finished_model", 0, null, All(cycles, CrossValidation.Score(SetOf(cycles), model.Rig)));
    }

    private static TrainingSet SetOf(RecordedCycles cycles)
    {
        ArgumentNullException.ThrowIfNull(cycles);
        return cycles.HasLabels ? new TrainingSet(cycles) : throw new DatasetException("evaluation needs labels: there is no profile.txt");
    }

    private static Dictionary<string, TargetEvaluation> All(RecordedCycles cycles, CrossValidation result) =>
        Target.LabelledIn(cycles).ToDictionary(target => Target.All[target].Name, target => result.Evaluate(target));
}
