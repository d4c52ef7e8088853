using Faultline.Contracts;
using Faultline.Dashboard.Api;

namespace Faultline.Dashboard.Charts;

/// <summary>A series as charts.js takes it: parallel arrays, times in milliseconds since 1970, null for a gap.</summary>
/// <param name="Times">Time of each point.</param>
/// <param name="Values">Its value; null where it cannot be trusted.</param>
/// <param name="Minimums">Lowest of each bucket; empty for single readings.</param>
/// <param name="Maximums">Highest of each bucket; empty for single readings.</param>
/// <param name="Doubtful">Pairs of time and value of readings that are not good.</param>
public sealed record ChartData(
    IReadOnlyList<double> Times,
    IReadOnlyList<double?> Values,
    IReadOnlyList<double?> Minimums,
    IReadOnlyList<double?> Maximums,
    IReadOnlyList<double[]> Doubtful)
{
    /// <summary>Splits a series: a single reading that is not good leaves a gap in the line and is marked instead; a bucket keeps its mean.</summary>
    public static ChartData From(ReadingSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var isBucketed = series.Points.Any(point => point.Minimum is not null);
        return new ChartData(
            [.. series.Points.Select(point => Milliseconds(point.Time))],
            [.. series.Points.Select(point => isBucketed || point.Quality == QualityClass.Good ? point.Value : null)],
            isBucketed ? [.. series.Points.Select(point => point.Minimum)] : [],
            isBucketed ? [.. series.Points.Select(point => point.Maximum)] : [],
            [.. series.Points.Where(point => point.Quality != QualityClass.Good && point.Value is not null)
                .Select(point => new[] { Milliseconds(point.Time), point.Value!.Value })]);
    }

    /// <summary>Milliseconds since 1970.</summary>
    public static double Milliseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (double)TimeSpan.TicksPerMillisecond;

    /// <summary>The time of so many milliseconds since 1970, UTC.</summary>
    public static DateTimeOffset Time(double milliseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));
}
