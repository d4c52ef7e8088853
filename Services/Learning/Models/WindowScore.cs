using Faultline.Contracts;
using Faultline.Learning.Features;
using Faultline.Learning.Novelty;

namespace Faultline.Learning.Models;

/// <summary>
/// What a model says of one window, and the working memory it needs to say so. Made once a thread and filled again for every window,
/// so that scoring allocates nothing. Not safe for concurrent use.
/// </summary>
public sealed class WindowScore
{
    private const int MostLevels = 4;
    private readonly double[][] probabilities = [.. ComponentClasses.All.Select(component => new double[ComponentClasses.Of(component).Count])];
    private readonly double[] unstable = new double[2];

    /// <summary>Probability 0..1 that static conditions were not reached in the window.</summary>
    public double UnstableProbability => unstable[1];

    /// <summary>Whether the window looks like anything the model has learned, and where not.</summary>
    public NoveltyScore Novelty { get; } = new();

    internal double[] Standardized { get; } = new double[Training.CircuitMoments.Values];

    internal double[] Oil { get; } = new double[OilCovariates.Count];

    internal double[] Likelihood { get; } = new double[CircuitView.All.Length * CircuitDesign.States];

    /// <summary>Best state of each level, by component and view.</summary>
    internal int[][] States { get; } = [.. Enumerable.Range(0, ComponentClasses.All.Count * CircuitView.All.Length).Select(_ => new int[MostLevels])];

    internal double[] Scales { get; } = new double[ComponentClasses.All.Count * CircuitView.All.Length];

    internal double[] Accumulator { get; } = new double[AccumulatorFeatures.Count];

    internal double[] Valve { get; } = new double[MostLevels];

    internal double[] Pump { get; } = new double[3];

    internal double[] Cooler { get; } = new double[1];

    internal double[] Stability { get; } = new double[StabilityFeatures.Count];

    internal Span<double> Unstable => unstable;

    /// <summary>Probability of each level of a component in the order of <see cref="ComponentClasses.Of"/>; they sum to 1.</summary>
    public ReadOnlySpan<double> Probabilities(Component component) => probabilities[(int)component];

    /// <summary>Index of the most probable level in <see cref="ComponentClasses.Of"/>.</summary>
    public int LevelOf(Component component)
    {
        var own = probabilities[(int)component];
        int best = 0;
        for (int i = 1; i < own.Length; i++)
            best = own[i] > own[best] ? i : best;
        return best;
    }

    /// <summary>The predictions as messages carry them (allocates).</summary>
    public ComponentPrediction[] ToPredictions() => [.. ComponentClasses.All.Select(component =>
    {
        int level = LevelOf(component);
        return new ComponentPrediction(
            component, ComponentClasses.Of(component)[level], probabilities[(int)component][level], [.. probabilities[(int)component]]);
    })];

    internal Span<double> ProbabilitiesOf(Component component) => probabilities[(int)component];

    internal static int Place(Component component, int view) => ((int)component * CircuitView.All.Length) + view;
}
