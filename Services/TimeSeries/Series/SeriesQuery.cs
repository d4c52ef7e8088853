using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Readings for charts. Never more points than asked for; thinned points carry minimum and maximum, so that no peak disappears. With
/// <see cref="ReadingResolution.Auto"/>, spans up to <see cref="LongestRaw"/> come from raw readings, up to <see cref="LongestMinutes"/> from
/// minutes, longer ones from hours.
/// </summary>
public sealed class SeriesQuery(NpgsqlDataSource dataSource)
{
    /// <summary>One hour: 180 000 readings at 50 Hz, which the server reduces in some 50 ms.</summary>
    public static readonly TimeSpan LongestRaw = TimeSpan.FromHours(1);

    /// <summary>14 days: 20 160 minutes.</summary>
    public static readonly TimeSpan LongestMinutes = TimeSpan.FromDays(14);

    /// <summary>Most points a call may ask for.</summary>
    public const int MaxPointsLimit = 100_000;

    private const string Raw = """
        SELECT time, value, quality FROM reading WHERE sensor_id = $1 AND time >= $2 AND time < $3 ORDER BY time LIMIT $4
        """;

    private const string RawBuckets = """
        SELECT date_bin($4, time, timestamptz '2000-01-01 00:00:00+00'),
               min(value) FILTER (WHERE quality BETWEEN 0 AND 16383), max(value) FILTER (WHERE quality BETWEEN 0 AND 16383),
               avg(value) FILTER (WHERE quality BETWEEN 0 AND 16383),
               (array_agg(value ORDER BY time DESC) FILTER (WHERE quality BETWEEN 0 AND 16383))[1],
               count(*), count(*) FILTER (WHERE quality NOT BETWEEN 0 AND 16383)
        FROM reading WHERE sensor_id = $1 AND time >= $2 AND time < $3
        GROUP BY 1 ORDER BY 1
        """;

    private const string RollupBuckets = """
        SELECT date_bin($4, bucket, timestamptz '2000-01-01 00:00:00+00'), min(minimum), max(maximum),
               sum(sum) / nullif(sum(count - bad_count), 0),
               (array_agg(last ORDER BY last_time DESC) FILTER (WHERE last_time IS NOT NULL))[1], sum(count)::bigint, sum(bad_count)::bigint
        FROM {0} WHERE sensor_id = $1 AND bucket >= date_bin($5, $2, timestamptz '2000-01-01 00:00:00+00') AND bucket < $3
        GROUP BY 1 ORDER BY 1
        """;

    private static readonly string MinuteBuckets = RollupBuckets.Replace("{0}", "reading_1m", StringComparison.Ordinal);
    private static readonly string HourBuckets = RollupBuckets.Replace("{0}", "reading_1h", StringComparison.Ordinal);

    /// <summary>Points of one sensor with <paramref name="from"/> ≤ time &lt; <paramref name="to"/>.</summary>
    /// <param name="sensor">The sensor; one never read gives no points.</param>
    /// <param name="from">Start, inclusive.</param>
    /// <param name="to">End, exclusive; after <paramref name="from"/>.</param>
    /// <param name="resolution">Table to read.</param>
    /// <param name="maxPoints">Most points wanted: 2 to <see cref="MaxPointsLimit"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<ReadingSeries> ReadAsync(
        SensorId sensor, DateTimeOffset from, DateTimeOffset to, ReadingResolution resolution, int maxPoints, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPoints, MaxPointsLimit);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        var chosen = resolution == ReadingResolution.Auto ? Choose(to - from) : resolution;
        if (chosen != ReadingResolution.Raw)
        {
            var unit = chosen == ReadingResolution.OneMinute ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
            var width = WidthOf(to - from, unit, maxPoints);
            var text = chosen == ReadingResolution.OneMinute ? MinuteBuckets : HourBuckets;
            var buckets = await Sql.Command(dataSource, text, sensor.Value, from, to, width, unit).ListAsync(MapBucket, cancellationToken);
            return new ReadingSeries(sensor, chosen, width, buckets);
        }
        var readings = await Sql.Command(dataSource, Raw, sensor.Value, from, to, maxPoints + 1).ListAsync(MapReading, cancellationToken);
        if (readings.Count <= maxPoints)
            return new ReadingSeries(sensor, chosen, null, readings);
        var rawWidth = WidthOf(to - from, TimeSpan.FromMicroseconds(1), maxPoints);
        var thinned = await Sql.Command(dataSource, RawBuckets, sensor.Value, from, to, rawWidth).ListAsync(MapBucket, cancellationToken);
        return new ReadingSeries(sensor, chosen, rawWidth, thinned);
    }

    internal static ReadingResolution Choose(TimeSpan span) =>
        span <= LongestRaw ? ReadingResolution.Raw : span <= LongestMinutes ? ReadingResolution.OneMinute : ReadingResolution.OneHour;

    /// <summary>
    /// A multiple of <paramref name="unit"/> of which at most <paramref name="maxPoints"/> touch the span wherever it starts: bins lie at fixed
    /// times, so that a chart that moves on does not flicker. The first unit may begin before the span, hence the added unit.
    /// </summary>
    internal static TimeSpan WidthOf(TimeSpan span, TimeSpan unit, int maxPoints)
    {
        var units = ((span.Ticks + unit.Ticks - 1) / unit.Ticks) + 1;
        return unit * ((units + maxPoints - 2) / (maxPoints - 1));
    }

    private static ReadingPoint MapReading(NpgsqlDataReader row)
    {
        var value = row.GetDouble(1);
        var isGood = new Quality(unchecked((ushort)row.GetInt16(2))).IsGood;
        return isGood
            ? new ReadingPoint(row.Time(0), value, value, value, value, 1, 0)
            : new ReadingPoint(row.Time(0), null, null, null, value, 1, 1);
    }

    private static ReadingPoint MapBucket(NpgsqlDataReader row) => new(
        row.Time(0), row.DoubleOrNull(1), row.DoubleOrNull(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.GetInt64(5), row.GetInt64(6));
}
