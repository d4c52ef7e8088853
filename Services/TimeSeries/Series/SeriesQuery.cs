using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Readings for charts. Never more points than asked for (<see cref="SeriesThinner"/>), and no peak disappears. With <see cref="ReadingResolution.Auto"/>, spans up to
/// <see cref="LongestRaw"/> come from raw readings, up to <see cref="LongestMinutes"/> from minutes, longer ones from hours.
/// </summary>
public sealed class SeriesQuery(ReaderDataSource reader)
{
    /// <summary>One hour: 180 000 readings at 50 Hz.</summary>
    public static readonly TimeSpan LongestRaw = TimeSpan.FromHours(1);

    /// <summary>14 days: 20 160 minutes.</summary>
    public static readonly TimeSpan LongestMinutes = TimeSpan.FromDays(14);

    /// <summary>Most points a call may ask for.</summary>
    public const int MaxPointsLimit = 100_000;

    private const string Raw = """
        SELECT time, value, quality BETWEEN 0 AND 16383 FROM reading WHERE sensor_id = $1 AND time >= $2 AND time < $3 ORDER BY time
        """;

    // The newest minutes may wait for the rollup job: up to ten of them are computed here, so that a chart ends at the present. Under the Timescale licence nothing is marked,
    // and the view does the same.
    private const string Minutes = """
        WITH edge AS MATERIALIZED (
            SELECT bucket FROM rollup_dirty WHERE system_number = $4 AND bucket >= $2 AND bucket < $3 ORDER BY bucket DESC LIMIT 10)
        SELECT bucket, minimum, maximum, sum, last, count, bad_count FROM reading_1m
        WHERE sensor_id = $1 AND bucket >= $2 AND bucket < $3 AND bucket NOT IN (SELECT bucket FROM edge)
        UNION ALL
        SELECT e.bucket, a.* FROM edge e CROSS JOIN LATERAL (
            SELECT min(value) FILTER (WHERE quality BETWEEN 0 AND 16383), max(value) FILTER (WHERE quality BETWEEN 0 AND 16383),
                   coalesce(sum(value) FILTER (WHERE quality BETWEEN 0 AND 16383), 0),
                   (array_agg(value ORDER BY time DESC) FILTER (WHERE quality BETWEEN 0 AND 16383))[1], count(*),
                   count(*) FILTER (WHERE quality NOT BETWEEN 0 AND 16383)
            FROM reading WHERE sensor_id = $1 AND time >= e.bucket AND time < e.bucket + interval '1 minute' AND time >= $2 AND time < $3 + interval '1 minute'
        ) AS a (minimum, maximum, sum, last, count, bad_count) WHERE a.count > 0
        ORDER BY 1
        """;

    private const string Hours = """
        SELECT bucket, minimum, maximum, sum, last, count, bad_count FROM reading_1h WHERE sensor_id = $1 AND bucket >= $2 AND bucket < $3 ORDER BY bucket
        """;

    /// <summary>Points of one sensor with <paramref name="from"/> ≤ time &lt; <paramref name="to"/>, and the bucket that <paramref name="from"/> lies in.</summary>
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
        if (chosen == ReadingResolution.Raw)
        {
            await using var readings = Sql.Command(reader.Source, Raw, sensor.Value, from, to);
            var thinner = new SeriesThinner(to - from, TimeSpan.FromMicroseconds(1), maxPoints);
            await FillAsync(thinner, readings, ReadReading, cancellationToken);
            return new ReadingSeries(sensor, chosen, thinner.Width, thinner.Finish());
        }
        var unit = UnitOf(chosen);
        await using var buckets = Buckets(sensor, FloorOf(from, unit), to, chosen);
        var rollups = new SeriesThinner(to - from, unit, maxPoints);
        await FillAsync(rollups, buckets, ReadBucket, cancellationToken);
        return new ReadingSeries(sensor, chosen, rollups.Width ?? unit, rollups.Finish());
    }

    internal static ReadingResolution Choose(TimeSpan span) =>
        span <= LongestRaw ? ReadingResolution.Raw : span <= LongestMinutes ? ReadingResolution.OneMinute : ReadingResolution.OneHour;

    internal static TimeSpan UnitOf(ReadingResolution resolution) =>
        resolution == ReadingResolution.OneMinute ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);

    internal static DateTimeOffset FloorOf(DateTimeOffset time, TimeSpan unit) => new(time.UtcTicks - (time.UtcTicks % unit.Ticks), TimeSpan.Zero);

    private NpgsqlCommand Buckets(SensorId sensor, DateTimeOffset from, DateTimeOffset to, ReadingResolution resolution) =>
        resolution == ReadingResolution.OneMinute
            ? Sql.Command(reader.Source, Minutes, sensor.Value, from, to, sensor.SystemNumber)
            : Sql.Command(reader.Source, Hours, sensor.Value, from, to);

    private static async Task FillAsync(
        SeriesThinner thinner, NpgsqlCommand command, Func<NpgsqlDataReader, SeriesSample> map, CancellationToken cancellationToken)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            thinner.Add(map(rows));
    }

    private static SeriesSample ReadReading(NpgsqlDataReader row) => SeriesSample.Reading(row.GetDateTime(0).Ticks, row.GetDouble(1), row.GetBoolean(2));

    private static SeriesSample ReadBucket(NpgsqlDataReader row) => SeriesSample.Bucket(
        row.GetDateTime(0).Ticks, row.DoubleOrNull(1), row.DoubleOrNull(2), row.GetDouble(3), row.DoubleOrNull(4), row.GetInt64(5), row.GetInt64(6));
}
