using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Drift;

/// <summary>What the training cycles looked like: the distribution of each sensor's mean over a cycle and of the levels of each component.</summary>
/// <param name="Quantiles">17 × 33: quantiles 0, 1/32, …, 1 of the sensors' means.</param>
/// <param name="LevelShares">4 × 4: share of the training cycles at each level of each component (0 beyond its levels).</param>
internal sealed record DriftReference(Matrix Quantiles, Matrix LevelShares)
{
    /// <summary>Number of quantiles of a sensor.</summary>
    public const int Knots = 33;

    public static DriftReference Of(TrainingSet set)
    {
        Matrix quantiles = new(RigLayout.Sensors, Knots), shares = new(ComponentClasses.All.Count, 4);
        var means = new double[set.Count];
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            for (int i = 0; i < set.Count; i++)
                means[i] = MeanOf(set.Values.Row(i), sensor);
            Array.Sort(means);
            for (int k = 0; k < Knots; k++)
                quantiles[sensor, k] = means[k * (set.Count - 1) / (Knots - 1)];
        }

        foreach (int[] levels in set.Levels)
        {
            for (int c = 0; c < levels.Length; c++)
                shares[c, levels[c]] += 1.0 / set.Count;
        }

        return new DriftReference(quantiles, shares);
    }

    /// <summary>Mean of a sensor over a window.</summary>
    public static double MeanOf(ReadOnlySpan<double> window, int sensor)
    {
        double sum = 0;
        foreach (double value in window.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds))
            sum += value;
        return sum / RigLayout.Seconds;
    }

    /// <summary>
    /// Shares of the training cycles whose mean of the sensor lies below the value, and at most at it, 0..1; linear between the
    /// quantiles. The two differ where many cycles have the same mean.
    /// </summary>
    public (double Below, double AtMost) SharesOf(int sensor, double value)
    {
        var row = Quantiles.Row(sensor);
        int below = 0, atMost = 0;
        while (below < Knots && row[below] < value)
            below++;
        while (atMost < Knots && row[atMost] <= value)
            atMost++;
        if (below < atMost)
            return (below / (Knots - 1.0), (atMost - 1) / (Knots - 1.0));
        if (below is 0 or Knots)
            return (below / (double)Knots, below / (double)Knots);
        double share = (below - 1 + ((value - row[below - 1]) / (row[below] - row[below - 1]))) / (Knots - 1);
        return (share, share);
    }
}
