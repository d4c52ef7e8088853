using Faultline.Learning.Training;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Novelty;

/// <summary>How far a window lies from everything that was learned. Filled again for every window.</summary>
public sealed class NoveltyScore
{
    private readonly double[] sensors = new double[CircuitMoments.Sensors.Length];

    /// <summary>
    /// Distance from the most probable known state, as a share of the limit: above 1 the condition is unknown, and the predicted levels are
    /// only the nearest ones.
    /// </summary>
    public double Score { get; internal set; }

    /// <summary>Whether the condition is unknown; of known ones the model's false-alarm rate are called so.</summary>
    public bool IsUnknown => Score > 1;

    internal double[] Residual { get; } = new double[CircuitMoments.Values];

    internal Span<double> Sensors => sensors;

    /// <summary>
    /// Fills the sensors that deviate more than the limit allows, the farthest first; returns how many there are. Index as in
    /// <see cref="RigLayout.SensorNames"/>.
    /// </summary>
    public int DeviatingSensors(Span<int> indices)
    {
        int count = 0;
        for (int i = 0; i < sensors.Length; i++)
        {
            if (!(sensors[i] > 1))
                continue;
            int place = count;
            while (place > 0 && sensors[Array.IndexOf(CircuitMoments.Sensors, indices[place - 1])] < sensors[i])
            {
                if (place < indices.Length)
                    indices[place] = indices[place - 1];
                place--;
            }

            if (place < indices.Length)
                indices[place] = CircuitMoments.Sensors[i];
            count = Math.Min(count + 1, indices.Length);
        }

        return count;
    }

    /// <summary>Root mean square deviation of a sensor (index 0..16) as a share of its limit; NaN for TS1–TS4, at which the others are judged.</summary>
    public double DeviationOf(int sensor)
    {
        int place = Array.IndexOf(CircuitMoments.Sensors, sensor);
        return place < 0 ? double.NaN : sensors[place];
    }
}
