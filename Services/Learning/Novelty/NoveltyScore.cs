using Faultline.Learning.Training;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Novelty;

/// <summary>How far a window lies from everything that was learned. Filled again for every window.</summary>
public sealed class NoveltyScore
{
    private const int Named = 3;
    private readonly double[] sensors = new double[CircuitMoments.Sensors.Length];

    /// <summary>
    /// Distance from the most probable known state, as a share of the limit: above 1 the condition is unknown, and the predicted levels are
    /// only the nearest ones.
    /// </summary>
    public double Score { get; internal set; }

    /// <summary>Whether the condition is unknown; of known ones the model's false-alarm rate are called so.</summary>
    public bool IsUnknown => Score > 1;

    /// <summary>
    /// Whether the condition is unknown only in that a component stands between or beyond its known levels, and all else is as known. The nearest levels mean
    /// something then, as a component passes there on its way from one to the next.
    /// </summary>
    public bool IsBetweenLevels => IsUnknown && OffLevels <= 1;

    /// <summary>Distance of what has nothing to do with a level, as a share of its limit.</summary>
    internal double OffLevels { get; set; }

    internal double[] Residual { get; } = new double[CircuitMoments.Values];

    internal Span<double> Sensors => sensors;

    /// <summary>
    /// Fills the sensors that deviate more than their limits allow, the farthest first; where each stays within its own, as when a component is at a level between
    /// known ones, the three that go farthest. Returns how many there are. Index as in <see cref="RigLayout.SensorNames"/>.
    /// </summary>
    public int DeviatingSensors(Span<int> indices)
    {
        int beyond = 0;
        foreach (double deviation in sensors)
            beyond += deviation > 1 ? 1 : 0;
        int count = Math.Min(beyond > 0 ? beyond : Named, indices.Length);
        for (int place = 0; place < count; place++)
            indices[place] = CircuitMoments.Sensors[Farthest(indices[..place])];
        return count;
    }

    /// <summary>Mahalanobis distance of a sensor (index 0..16) from what is expected of it, as a share of its limit; NaN for TS1–TS4, at which the others are judged.</summary>
    public double DeviationOf(int sensor)
    {
        int place = Array.IndexOf(CircuitMoments.Sensors, sensor);
        return place < 0 ? double.NaN : sensors[place];
    }

    private int Farthest(ReadOnlySpan<int> taken)
    {
        int farthest = -1;
        for (int i = 0; i < sensors.Length; i++)
        {
            if (!taken.Contains(CircuitMoments.Sensors[i]) && (farthest < 0 || sensors[i] > sensors[farthest]))
                farthest = i;
        }

        return farthest;
    }
}
