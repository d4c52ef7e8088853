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
    /// <summary>Longest silence that a line is drawn across for single readings: five of the slowest sensors' intervals.</summary>
    private const double LongestGapSeconds = 5;

    /// <summary>
    /// Splits a series: a single reading that is not good leaves a gap in the line and is marked instead; a bucket keeps the mean of its good
    /// readings. Silence leaves a gap as well, since a line across it would claim values that nobody measured.
    /// </summary>
    public static ChartData From(ReadingSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var isBucketed = series.BucketSeconds is not null;
        var points = WithGaps(series).ToArray();
        return new ChartData(
            [.. points.Select(point => Milliseconds(point.Time))],
            [.. points.Select(point => isBucketed || point.Quality == QualityClass.Good ? point.Value : null)],
            isBucketed ? [.. points.Select(point => point.Minimum)] : [],
            isBucketed ? [.. points.Select(point => point.Maximum)] : [],
            [.. series.Points.Where(point => point.Quality != QualityClass.Good && point.Value is not null)
                .Select(point => new[] { Milliseconds(point.Time), point.Value!.Value })]);
    }

    private static IEnumerable<ReadingPoint> WithGaps(ReadingSeries series)
    {
        var longest = series.BucketSeconds is { } bucket ? bucket * 2.5 : LongestGapSeconds;
        ReadingPoint? former = null;
        foreach (var point in series.Points)
        {
            if (former is not null && (point.Time - former.Time).TotalSeconds > longest)
                yield return new ReadingPoint(former.Time.AddMilliseconds(1), null, null, null, QualityClass.Good);
            yield return former = point;
        }
    }

    /// <summary>Milliseconds since 1970.</summary>
    public static double Milliseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (double)TimeSpan.TicksPerMillisecond;

    /// <summary>The time of so many milliseconds since 1970, UTC.</summary>
    public static DateTimeOffset Time(double milliseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond));
}
