using Faultline.Learning.Models;
using Faultline.Learning.Novelty;
using Faultline.Learning.Numerics;

namespace Faultline.Learning.Training;

/// <summary>
/// Learns a <see cref="RigModel"/> from some of the cycles and from nothing else: every scale, coefficient, covariance, weight and
/// sharpness comes from the rows handed in. Training and every fold of an evaluation go through here.
/// </summary>
internal static class ModelFit
{
    /// <param name="set">The cycles.</param>
    /// <param name="rows">Those that may be learned from.</param>
    /// <param name="options">Settings.</param>
    /// <param name="withResiduals">Whether to keep what the inner models leave unexplained of each row.</param>
    public static (RigModel Rig, HeldOutResiduals? Residuals) Fit(TrainingSet set, int[] rows, TrainingOptions options, bool withResiduals = false)
    {
        int[] inner = InnerFolds(set, rows, options);
        int folds = inner.Max() + 1;
        var blocks = Enumerable.Range(0, folds).Select(fold => CircuitMoments.Of(set, [.. rows.Where((_, i) => inner[i] == fold)])).ToArray();
        var readings = new WindowScore[rows.Length];
        var residuals = withResiduals ? new HeldOutResiduals(
            new Matrix(rows.Length, CircuitMoments.Values), new Matrix(rows.Length, CircuitModel.Effects), [.. rows.Select(row => set.Runs[row])],
            [.. rows.Select(row => set.Weights[row])]) : null;
        for (int fold = 0; fold < folds; fold++)
        {
            var circuit = CircuitFit.Fit(CircuitMoments.Sum(blocks.Where((_, block) => block != fold)), options);
            Parallel.For(0, rows.Length, i =>
            {
                if (inner[i] != fold)
                    return;
                RigModel.ReadCircuit(circuit, set.Values.Row(rows[i]), readings[i] = new WindowScore());
                if (residuals is null)
                    return;
                NoveltyModel.FillResidual(circuit, readings[i], set.Levels[rows[i]][0], residuals.Values.Row(i));
                circuit.TakeEffects(residuals.Values.Row(i), residuals.Effects.Row(i));
            });
        }

        var heads = HeadTraining.Fit(set, rows, readings, options);
        return (new RigModel(CircuitFit.Fit(CircuitMoments.Sum(blocks), options), heads), residuals);
    }

    private static int[] InnerFolds(TrainingSet set, int[] rows, TrainingOptions options)
    {
        int[] runs = [.. rows.Select(row => set.Runs[row])];
        int folds = Math.Min(options.InnerFolds, runs.Distinct().Count());
        return folds >= 2
            ? GroupedFolds.Assign(runs, folds, options.Seed)
            : throw new Data.DatasetException($"{rows.Length} cycles of {folds} run: training needs at least two runs");
    }
}
