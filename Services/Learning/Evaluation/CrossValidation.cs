using Faultline.Learning.Models;
using Faultline.Learning.Training;

namespace Faultline.Learning.Evaluation;

/// <summary>Predictions of every cycle by models that learned from the other folds only.</summary>
internal sealed class CrossValidation
{
    private readonly TrainingSet set;
    private readonly double[][][] probabilities;

    private CrossValidation(TrainingSet set)
    {
        this.set = set;
        probabilities = [.. Target.All.Select(_ => new double[set.Count][])];
    }

    /// <summary>Learns once a fold; reports after each.</summary>
    public static CrossValidation Run(TrainingSet set, RecordedSplit split, TrainingOptions options, IProgress<EvaluationProgress>? progress)
    {
        var result = new CrossValidation(set);
        int[] folds = [.. split.Folds.Distinct().Order()];
        for (int done = 0; done < folds.Length; done++)
        {
            progress?.Report(new EvaluationProgress(split.Name, done, folds.Length));
            int[] train = [.. Enumerable.Range(0, set.Count).Where(i => split.Folds[i] != folds[done])];
            int[] test = [.. Enumerable.Range(0, set.Count).Where(i => split.Folds[i] == folds[done])];
            result.Predict(ModelFit.Fit(set, train, options).Rig, test);
        }

        progress?.Report(new EvaluationProgress(split.Name, folds.Length, folds.Length));
        return result;
    }

    /// <summary>Scores all cycles with one finished model.</summary>
    public static CrossValidation Score(TrainingSet set, RigModel model)
    {
        var result = new CrossValidation(set);
        result.Predict(model, [.. Enumerable.Range(0, set.Count)]);
        return result;
    }

    /// <summary>The evaluation of a target over the cycles that the filter takes.</summary>
    public TargetEvaluation Evaluate(int target, Func<int, bool>? filter = null)
    {
        int[] rows = [.. Enumerable.Range(0, set.Count).Where(i => filter is null || filter(i))];
        return TargetEvaluation.Of(
            Target.All[target].Classes, [.. rows.Select(row => Target.ActualOf(set, row, target))], [.. rows.Select(row => probabilities[target][row])]);
    }

    /// <summary>Accuracy where no run counts for more than ten cycles.</summary>
    public double RunAccuracy(int target)
    {
        double right = 0;
        for (int i = 0; i < set.Count; i++)
        {
            var p = probabilities[target][i];
            right += Array.IndexOf(p, p.Max()) == Target.ActualOf(set, i, target) ? set.Weights[i] : 0;
        }

        return right / set.Weights.Sum();
    }

    private void Predict(RigModel model, int[] rows) => Parallel.For(
        0, rows.Length, () => new WindowScore(), (i, _, score) =>
        {
            model.Score(set.Values.Row(rows[i]), score);
            for (int target = 0; target < probabilities.Length; target++)
                probabilities[target][rows[i]] = Target.ProbabilitiesOf(score, target);
            return score;
        }, _ => { });
}
