using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Drift;

/// <summary>
/// Compares the latest windows of a machine with the training cycles. Sensors: two-sample Kolmogorov–Smirnov test on the mean over a
/// window; they have drifted at a distance of at least 0.25 and p below 0.001. Predictions: population stability index over the levels;
/// they have drifted from 0.25 on (Siddiqi 2006), as by then the machine lives in other conditions than the model was judged on. Both
/// thresholds are for the last <see cref="Capacity"/> windows. Keeps a fixed amount of memory; not safe for concurrent use.
/// </summary>
public sealed class DriftMonitor
{
    /// <summary>Windows that are compared, the latest ones.</summary>
    public const int Capacity = 256;

    /// <summary>Fewest windows for a verdict.</summary>
    public const int FewestWindows = 64;

    /// <summary>Kolmogorov–Smirnov distance 0..1 from which a sensor may have drifted.</summary>
    public const double DistanceLimit = 0.25;

    /// <summary>Chance of such a distance without drift, below which it counts.</summary>
    public const double SignificanceLimit = 0.001;

    /// <summary>Population stability index from which predictions have drifted.</summary>
    public const double StabilityIndexLimit = 0.25;

    private const double SmallestShare = 1e-3;
    private readonly DriftReference reference;
    private readonly int referenceCount;
    private readonly double[,] means = new double[RigLayout.Sensors, Capacity];
    private readonly int[,] levels = new int[ComponentClasses.All.Count, Capacity];
    private int next;

    /// <summary>Starts without windows.</summary>
    public DriftMonitor(ConditionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        reference = model.Reference;
        referenceCount = model.Info.Cycles;
    }

    /// <summary>Windows at hand, at most <see cref="Capacity"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a scored window of 1020 values; the oldest makes room.</summary>
    public void Add(ReadOnlySpan<double> window, WindowScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
            means[sensor, next] = DriftReference.MeanOf(window, sensor);
        foreach (var component in ComponentClasses.All)
            levels[(int)component, next] = score.LevelOf(component);
        next = (next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>One verdict a sensor, then one a component; empty before <see cref="FewestWindows"/> windows.</summary>
    public IReadOnlyList<DriftVerdict> Compare()
    {
        if (Count < FewestWindows)
            return [];
        var verdicts = new List<DriftVerdict>();
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            double distance = Distance(sensor), p = Significance(distance);
            verdicts.Add(new DriftVerdict(
                RigLayout.SensorNames[sensor], DriftTest.KolmogorovSmirnov, distance, p, distance >= DistanceLimit && p < SignificanceLimit));
        }

        foreach (var component in ComponentClasses.All)
        {
            double index = StabilityIndex(component);
            verdicts.Add(new DriftVerdict(
                component.ToString().ToLowerInvariant(), DriftTest.PopulationStabilityIndex, index, null, index >= StabilityIndexLimit));
        }

        return verdicts;
    }

    private double Distance(int sensor)
    {
        var sorted = new double[Count];
        for (int i = 0; i < Count; i++)
            sorted[i] = means[sensor, i];
        Array.Sort(sorted);
        double farthest = 0;
        for (int first = 0; first < Count;)
        {
            int end = first + 1;
            while (end < Count && sorted[end] == sorted[first])
                end++;
            var (below, atMost) = reference.SharesOf(sensor, sorted[first]);
            farthest = Math.Max(farthest, Math.Max(Math.Abs(((double)first / Count) - below), Math.Abs(((double)end / Count) - atMost)));
            first = end;
        }

        return farthest;
    }

    // Asymptotic distribution with Stephens' correction (1970).
    private double Significance(double distance)
    {
        double effective = Math.Sqrt(Count * (double)referenceCount / (Count + referenceCount));
        double x = (effective + 0.12 + (0.11 / effective)) * distance, sum = 0;
        for (int k = 1; k <= 50; k++)
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * x * x);
        return x < 0.2 ? 1 : Math.Clamp(sum, 0, 1);
    }

    private double StabilityIndex(Component component)
    {
        double index = 0;
        for (int level = 0; level < ComponentClasses.Of(component).Count; level++)
        {
            int hits = 0;
            for (int i = 0; i < Count; i++)
                hits += levels[(int)component, i] == level ? 1 : 0;
            double now = Math.Max((double)hits / Count, SmallestShare), then = Math.Max(reference.LevelShares[(int)component, level], SmallestShare);
            index += (now - then) * Math.Log(now / then);
        }

        return index;
    }
}
