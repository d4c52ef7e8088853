using Faultline.Contracts;

namespace Faultline.Learning.Degradation;

/// <summary>
/// Trend of one component's wear: a straight line by least squares through the expected wear of the latest predictions. The interval comes
/// from the line's standard errors, widened for the correlation of neighbouring predictions (effective sample size from the residuals'
/// lag-one autocorrelation; Bayley and Hammersley 1946). The confidence interval of the time to wear 1 is where the line's own interval
/// crosses it. Keeps a fixed amount of memory; not safe for concurrent use.
/// </summary>
public sealed class DegradationTrend
{
    // Two-sided 90 % of the normal distribution; with the fewest predictions Student's t differs by 3 %.
    private const double Quantile = 1.645;
    private readonly DegradationOptions options;
    private readonly (double Days, double Wear)[] points;
    private DateTimeOffset origin;
    private int next;

    /// <exception cref="ArgumentException">The options are out of range; all faults are named.</exception>
    public DegradationTrend(DegradationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join("; ", faults), nameof(options));
        this.options = options;
        points = new (double, double)[options.Capacity];
    }

    /// <summary>Predictions at hand.</summary>
    public int Count { get; private set; }

    /// <summary>Expected wear 0..1 of a component: the mean of its levels' wear under their probabilities.</summary>
    public static double ExpectedWear(Component component, ReadOnlySpan<double> probabilities)
    {
        double wear = 0;
        for (int level = 0; level < probabilities.Length; level++)
            wear += probabilities[level] * ComponentClasses.WearOf(component, ComponentClasses.Of(component)[level]);
        return wear;
    }

    /// <summary>Takes the wear of a prediction; the oldest makes room. One older than the last is left out: false.</summary>
    public bool Add(DateTimeOffset at, double wear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wear, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wear, 1);
        if (Count == 0)
            origin = at;
        double days = (at - origin).TotalDays;
        if (Count > 0 && days <= points[(next + points.Length - 1) % points.Length].Days)
            return false;
        points[next] = (days, wear);
        next = (next + 1) % points.Length;
        Count = Math.Min(Count + 1, points.Length);
        return true;
    }

    /// <summary>Forgets everything, for instance when the component was replaced.</summary>
    public void Reset() => Count = next = 0;

    /// <summary>What can be said of the remaining life at the latest prediction.</summary>
    public RemainingLife Estimate()
    {
        if (Count < options.FewestPredictions || Point(Count - 1).Days - Point(0).Days < options.ShortestSpan.TotalDays)
            return new RemainingLife(RemainingLifeState.Pending);
        var line = WearLine.Fit(Count, Point);
        double now = Point(Count - 1).Days, wear = line.At(now);
        if (wear >= 1)
            return new RemainingLife(RemainingLifeState.Value, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, line.Slope);
        if (line.Slope <= Quantile * line.SlopeError)
            return new RemainingLife(RemainingLifeState.NotDegrading, WearPerDay: line.Slope);
        double expected = (1 - wear) / line.Slope;
        if (expected > options.Horizon.TotalDays)
            return new RemainingLife(RemainingLifeState.BeyondHorizon, WearPerDay: line.Slope);
        double latest = Crossing(line, now, -Quantile);
        return new RemainingLife(
            RemainingLifeState.Value, TimeSpan.FromDays(expected), TimeSpan.FromDays(Crossing(line, now, Quantile)),
            latest <= options.Horizon.TotalDays ? TimeSpan.FromDays(latest) : null, line.Slope);
    }

    private (double Days, double Wear) Point(int index) => points[(next + points.Length - Count + index) % points.Length];

    // The days from now at which the line's upper (quantile > 0) or lower bound reaches wear 1, by bisection up to twice the horizon.
    private double Crossing(WearLine line, double now, double quantile)
    {
        double low = 0, high = 2 * options.Horizon.TotalDays;
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            if (line.At(now + middle) + (quantile * line.ErrorAt(now + middle)) < 1)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
