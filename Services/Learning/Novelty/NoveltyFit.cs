using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Training;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Novelty;

/// <summary>
/// Fits a <see cref="NoveltyModel"/>. The limits are those that cycles exceed in the given rate when neither the response nor the scatter
/// was learned from their runs: distances within the scatter that they shaped themselves would be too short, and alarms on new runs too many.
/// </summary>
internal static class NoveltyFit
{
    private const int Folds = 10;

    // Of a sensor's course the directions that hardly varied on the rig are as wide in truth as a live machine's sampling makes them.
    private const double SensorShrinkage = 0.1;
    private const double EffectShrinkage = 1e-3;

    // What lies off the effects lies far off where something is wrong: its limit may be wide, to the gain of the effects'.
    private const double RateOfSensors = 0.25;

    /// <param name="residuals">What inner models left unexplained.</param>
    /// <param name="options">Settings: the false-alarm rate of the two distances together, and the seed.</param>
    public static NoveltyModel Fit(HeldOutResiduals residuals, TrainingOptions options)
    {
        int count = residuals.Runs.Length;
        int[] folds = GroupedFolds.Assign(residuals.Runs, Math.Min(Folds, residuals.Runs.Distinct().Count()), options.Seed);
        var distances = new Matrix(NoveltyModel.LimitCount, count);
        foreach (int fold in folds.Distinct())
        {
            var (effects, sensors) = FitScatter(residuals, [.. Enumerable.Range(0, count).Where(i => folds[i] != fold)]);
            Parallel.For(0, count, i =>
            {
                if (folds[i] == fold)
                    Measure(residuals, effects, sensors, i, distances);
            });
        }

        var limits = Limits(distances, residuals.Weights, options.FalseAlarmRate);
        var (ofEffects, ofSensors) = FitScatter(residuals, [.. Enumerable.Range(0, count)]);
        return new NoveltyModel(ofEffects, ofSensors, limits);
    }

    // Each distance has a limit of its own; those of the sensors are widened together, then all, so that as a whole they are exceeded in the rate.
    private static Matrix Limits(Matrix distances, double[] weights, double rate)
    {
        var limits = new Matrix(1, distances.Rows);
        for (int k = 0; k < limits.Columns; k++)
            limits[0, k] = Quantile(distances.Row(k), weights, 1 - rate);
        Widen(distances, 1, weights, 1 - (rate * RateOfSensors), limits);
        Widen(distances, 0, weights, 1 - rate, limits);
        return limits;
    }

    private static void Widen(Matrix distances, int first, double[] weights, double share, Matrix limits)
    {
        var farthest = new double[distances.Columns];
        for (int i = 0; i < farthest.Length; i++)
        {
            for (int k = first; k < limits.Columns; k++)
                farthest[i] = Math.Max(farthest[i], distances[k, i] / limits[0, k]);
        }

        double factor = Quantile(farthest, weights, share);
        for (int k = first; k < limits.Columns; k++)
            limits[0, k] *= factor;
    }

    private static (Whitening Effects, Whitening[] Sensors) FitScatter(HeldOutResiduals residuals, int[] rows) => (
        Whitening.Fit(residuals.Effects, 0, CircuitModel.Effects, rows, residuals.Weights, EffectShrinkage),
        [.. Enumerable.Range(0, NoveltyModel.SensorCount)
            .Select(i => Whitening.Fit(residuals.Values, i * RigLayout.Seconds, RigLayout.Seconds, rows, residuals.Weights, SensorShrinkage))]);

    private static void Measure(HeldOutResiduals residuals, Whitening effects, Whitening[] sensors, int row, Matrix distances)
    {
        distances[0, row] = effects.Distance(residuals.Effects.Row(row));
        for (int i = 0; i < sensors.Length; i++)
            distances[1 + i, row] = sensors[i].Distance(residuals.Values.Row(row).Slice(i * RigLayout.Seconds, RigLayout.Seconds));
    }

    private static double Quantile(Span<double> values, double[] weights, double share)
    {
        double[] sorted = values.ToArray(), own = [.. weights];
        Array.Sort(sorted, own);
        double total = weights.Sum(), sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += own[i];
            if (sum >= share * total)
                return Math.Max(sorted[i], 1e-9);
        }

        return Math.Max(sorted[^1], 1e-9);
    }
}
