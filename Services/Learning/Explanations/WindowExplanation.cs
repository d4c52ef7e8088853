using Faultline.Contracts;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Explanations;

/// <summary>
/// Why a model said what it said of one window: for each target the log-odds of the predicted level against the second most probable
/// one, split exactly into what each source adds. Filled again for every window; not safe for concurrent use.
/// </summary>
public sealed class WindowExplanation
{
    /// <summary>Index of the source "predicted valve" (used by stable).</summary>
    public const int ValveSource = RigLayout.Sensors;

    /// <summary>Index of the source "predicted pump" (used by stable).</summary>
    public const int PumpSource = RigLayout.Sensors + 1;

    /// <summary>Number of sources: the 17 sensors, then predicted valve and pump.</summary>
    public const int Sources = RigLayout.Sensors + 2;

    /// <summary>Index of the target stable; the ones before are the components in their order.</summary>
    public const int StableTarget = 4;

    private readonly double[][] contributions = [.. Enumerable.Range(0, StableTarget + 1).Select(_ => new double[Sources])];
    private readonly double[] baselines = new double[StableTarget + 1];
    private readonly double[] scores = new double[StableTarget + 1];

    internal double[] Values { get; } = new double[Training.CircuitMoments.Values];

    internal double[] Weights { get; } = new double[Training.CircuitMoments.Values];

    /// <summary>The score of a target: log-odds of the predicted level against the runner-up, at least 0.</summary>
    public double ScoreOf(int target) => scores[target];

    /// <summary>What the score would be without any source.</summary>
    public double BaselineOf(int target) => baselines[target];

    /// <summary>What each source adds: baseline + Σ = score. Positive speaks for the predicted level, negative for the runner-up.</summary>
    public ReadOnlySpan<double> ContributionsOf(int target) => contributions[target];

    /// <summary>Name of a source: a sensor, "valve" or "pump".</summary>
    public static string NameOf(int source) => source switch
    {
        ValveSource => nameof(Component.Valve).ToLowerInvariant(),
        PumpSource => nameof(Component.Pump).ToLowerInvariant(),
        _ => RigLayout.SensorNames[source],
    };

    /// <summary>Fills the sources of largest magnitude, largest first; returns how many differ from 0.</summary>
    public int Top(int target, Span<int> sources)
    {
        var own = contributions[target];
        int count = 0;
        Span<bool> taken = stackalloc bool[Sources];
        taken.Clear();
        while (count < sources.Length)
        {
            int best = -1;
            for (int i = 0; i < own.Length; i++)
            {
                if (!taken[i] && own[i] != 0 && (best < 0 || Math.Abs(own[i]) > Math.Abs(own[best])))
                    best = i;
            }

            if (best < 0)
                break;
            taken[best] = true;
            sources[count++] = best;
        }

        return count;
    }

    internal void Start(int target, double score, double baseline)
    {
        scores[target] = score;
        baselines[target] = baseline;
        Array.Clear(contributions[target]);
    }

    internal void Add(int target, int source, double value) => contributions[target][source] += value;

    internal void AddBaseline(int target, double value) => baselines[target] += value;
}
