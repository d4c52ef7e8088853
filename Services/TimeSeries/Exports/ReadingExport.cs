using System.Runtime.CompilerServices;
using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Whole spans of sensors, row by row, sensor after sensor, each in order of time. Rows come as the caller takes them and are not gathered, on neither side: the
/// index has them in this order.
/// </summary>
public sealed class ReadingExport(ReaderDataSource reader)
{
    private const string Raw = """
        SELECT time, sensor_id, value, quality, status_info, server_time FROM reading WHERE sensor_id = $1 AND time >= $2 AND time < $3 ORDER BY time
        """;

    private const string Minutes = """
        SELECT bucket, minimum, maximum, sum / nullif(count - bad_count, 0), last, count, bad_count FROM reading_1m
        WHERE sensor_id = $1 AND bucket >= $2 AND bucket < $3 ORDER BY bucket
        """;

    private const string Hours = """
        SELECT bucket, minimum, maximum, sum / nullif(count - bad_count, 0), last, count, bad_count FROM reading_1h
        WHERE sensor_id = $1 AND bucket >= $2 AND bucket < $3 ORDER BY bucket
        """;

    /// <summary>Raw readings with <paramref name="from"/> ≤ time &lt; <paramref name="to"/>.</summary>
    public async IAsyncEnumerable<Reading> ReadingsAsync(
        IReadOnlyList<SensorId> sensors, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        foreach (var sensor in sensors)
        {
            await foreach (var reading in Unhurried(Raw, sensor, from, to).StreamAsync(ReadingQuery.Map, cancellationToken))
                yield return reading;
        }
    }

    /// <summary>Rows of the rollups with <paramref name="from"/> ≤ bucket &lt; <paramref name="to"/>.</summary>
    /// <param name="sensors">The sensors.</param>
    /// <param name="from">Start, inclusive.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="resolution">Minutes or hours.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async IAsyncEnumerable<RollupRow> RollupsAsync(
        IReadOnlyList<SensorId> sensors, DateTimeOffset from, DateTimeOffset to, ReadingResolution resolution,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sensors);
        if (resolution is not (ReadingResolution.OneMinute or ReadingResolution.OneHour))
            throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "Minutes or hours.");
        foreach (var sensor in sensors)
        {
            RollupRow Map(NpgsqlDataReader row) => new(
                sensor, row.Time(0), row.DoubleOrNull(1), row.DoubleOrNull(2), row.DoubleOrNull(3), row.DoubleOrNull(4), row.GetInt64(5), row.GetInt64(6));
            var text = resolution == ReadingResolution.OneMinute ? Minutes : Hours;
            await foreach (var row in Unhurried(text, sensor, from, to).StreamAsync(Map, cancellationToken))
                yield return row;
        }
    }

    private NpgsqlCommand Unhurried(string text, SensorId sensor, DateTimeOffset from, DateTimeOffset to)
    {
        var command = Sql.Command(reader.Source, text, sensor.Value, from, to);
        // A slow receiver may take hours; who cancels is the caller.
        command.CommandTimeout = 0;
        return command;
    }
}
