using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>Raw readings of a sensor page by page, in order of time. A page costs the same wherever it lies; nothing is kept between pages.</summary>
public sealed class ReadingPages(ReaderDataSource reader)
{
    /// <summary>Most readings of one page.</summary>
    public const int MaxPage = 50_000;

    // By all columns within one time, so that pages agree about the order.
    private const string Select = """
        SELECT time, sensor_id, value, quality, status_info, server_time FROM reading
        WHERE sensor_id = $1 AND time >= $2 AND time < $3 ORDER BY time, value, quality, status_info, server_time OFFSET $4 LIMIT $5
        """;

    /// <summary>A page of the readings with <paramref name="from"/> ≤ time &lt; <paramref name="to"/>. A reading stored meanwhile at the very time of the cursor may shift the next page.</summary>
    /// <param name="sensor">The sensor; one never read gives an empty page.</param>
    /// <param name="from">Start, inclusive; what the first page was asked with.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="limit">Most readings: 1 to <see cref="MaxPage"/>.</param>
    /// <param name="after">Where the former page ended; null for the first page.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<ReadingPage> ReadAsync(
        SensorId sensor, DateTimeOffset from, DateTimeOffset to, int limit, ReadingCursor? after, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        var start = after is not null && after.Time >= from ? after.Time : from;
        var taken = start == after?.Time ? after.Taken : 0;
        var readings = await Sql.Command(reader.Source, Select, sensor.Value, start, to, taken, limit + 1).ListAsync(ReadingQuery.Map, cancellationToken);
        if (readings.Count <= limit)
            return new ReadingPage(readings, null);
        readings.RemoveAt(limit);
        var last = readings[^1].SourceTime;
        var same = readings.Count - readings.FindIndex(reading => reading.SourceTime == last);
        return new ReadingPage(readings, new ReadingCursor(last, last == start ? taken + same : same));
    }
}
