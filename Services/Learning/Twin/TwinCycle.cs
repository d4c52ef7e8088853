using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Twin;

/// <summary>
/// One load cycle of the twin with its own scatter. Condition and oil may change at any moment within the cycle. Safe for concurrent
/// use.
/// </summary>
public sealed class TwinCycle
{
    private readonly TwinParameters parameters;
    private readonly double[] scatter = new double[RigLayout.Values];

    internal TwinCycle(TwinParameters parameters, int seed)
    {
        this.parameters = parameters;
        var random = new Random(seed);
        for (int mode = 0; mode < parameters.Scatter.Rows; mode++)
            Blas.Axpy(Normal(random), parameters.Scatter.Row(mode), scatter);
        for (int j = 0; j < scatter.Length; j++)
            scatter[j] += Normal(random) * parameters.Noise[0, j];
    }

    /// <summary>The mean of a sensor (index 0..16) over a second (0..59) of the cycle, in its physical unit.</summary>
    public double Value(int sensor, int second, RigCondition condition, OilState oil)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sensor, (uint)RigLayout.Sensors);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)second, (uint)RigLayout.Seconds);
        Span<double> terms = stackalloc double[StateDesign.Terms];
        FillTerms(condition, oil, terms);
        return Evaluate((sensor * RigLayout.Seconds) + second, terms);
    }

    /// <summary>All 17 sensors at a second of the cycle; cheaper than one by one.</summary>
    /// <param name="second">0..59.</param>
    /// <param name="condition">Condition at that moment.</param>
    /// <param name="oil">Oil temperatures at that moment.</param>
    /// <param name="values">Receives 17 values in index order.</param>
    public void Values(int second, RigCondition condition, OilState oil, Span<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)second, (uint)RigLayout.Seconds);
        Span<double> terms = stackalloc double[StateDesign.Terms];
        FillTerms(condition, oil, terms);
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
            values[sensor] = Evaluate((sensor * RigLayout.Seconds) + second, terms);
    }

    /// <summary>
    /// Ripple within a second, to be added to <see cref="Value"/>: pairs of opposite samples, so that its mean over a second with an even
    /// number of samples is 0. The deviation is the one of the cycles recorded at the full rate.
    /// </summary>
    /// <param name="sensor">Index 0..16.</param>
    /// <param name="sample">Number of the sample since the cycle began.</param>
    public double Ripple(int sensor, int sample)
    {
        uint h = (uint)(sensor * 7919) ^ ((uint)(sample >> 1) * 2654435761u);
        h = (h ^ (h >> 15)) * 2246822519u;
        h ^= h >> 13;
        double uniform = ((h & 0xFFFFFF) / (double)0xFFFFFF * 2) - 1;
        return ((sample & 1) == 0 ? uniform : -uniform) * parameters.Ripple[0, sensor] * Math.Sqrt(3);
    }

    private static void FillTerms(RigCondition condition, OilState oil, Span<double> terms)
    {
        Span<double> indicators = stackalloc double[StateDesign.Indicators];
        RigTwin.SetIndicators(condition, indicators);
        StateDesign.Fill(indicators, OilTemperature.Scale(oil.Ts1Celsius, oil.Ts2Celsius), terms);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private double Evaluate(int index, ReadOnlySpan<double> terms) => parameters.Scales.Mean[index]
        + (parameters.Scales.Scale[index] * (Blas.Dot(parameters.Response.Row(index), terms) + scatter[index]));
}
