namespace Faultline.Benchmarks;

/// <summary>Order statistics by the nearest-rank method.</summary>
public static class Percentiles
{
    /// <summary>The value that <paramref name="percent"/> % of the samples do not exceed; NaN without samples.</summary>
    public static double Of(IReadOnlyCollection<double> samples, double percent)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0)
            return double.NaN;
        var ordered = samples.Order().ToArray();
        return ordered[Math.Clamp((int)Math.Ceiling(percent / 100 * ordered.Length) - 1, 0, ordered.Length - 1)];
    }
}
