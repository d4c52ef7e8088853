using System.Runtime.CompilerServices;
using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Reads what <see cref="ReadingWriter"/> stored.</summary>
public sealed class ReadingQuery(NpgsqlDataSource dataSource)
{
    private const string SensorsOfSystem = """
        SELECT l.sensor_id FROM reading_latest l JOIN system s ON s.number = l.sensor_id / 4096 WHERE s.id = $1
        """;

    private const string InOrder = """
        SELECT time, sensor_id, value, quality, status_info, server_time FROM reading
        WHERE sensor_id = ANY ($1) AND time > $2 AND time <= $3
        ORDER BY time, sensor_id
        """;

    private const string Latest = """
        SELECT l.time, l.sensor_id, l.value, l.quality, l.status_info, l.server_time
        FROM reading_latest l JOIN system s ON s.number = l.sensor_id / 4096
        WHERE s.id = $1
        ORDER BY l.sensor_id
        """;

    private const string LatestOfSensors = "SELECT time, sensor_id, value, quality, status_info, server_time FROM reading_latest WHERE sensor_id = ANY ($1) ORDER BY sensor_id";

    private const string Progress = """
        SELECT collector, system_id, sequence, readings, last_time, stored_at FROM ingest_progress
        WHERE $1::text IS NULL OR system_id = $1::text
        ORDER BY system_id, collector
        """;

    /// <summary>
    /// All readings of a system with <paramref name="from"/> &lt; source time ≤ <paramref name="to"/>, ordered by time, then sensor. Read in
    /// steps whose length follows the density, so that memory stays bounded however long the span is.
    /// </summary>
    /// <exception cref="StorageException">The system is not registered.</exception>
    public async IAsyncEnumerable<Reading> InOrderAsync(
        SystemId system, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await RequireAsync(system, cancellationToken);
        var sensors = await Sql.Command(dataSource, SensorsOfSystem, system.Value).ListAsync(row => row.GetInt32(0), cancellationToken);
        var ids = sensors.ToArray();
        var steps = new CatchUpSteps(from, to);
        while (ids.Length > 0 && steps.Next() is var (start, end))
        {
            var rows = 0;
            await foreach (var reading in Sql.Command(dataSource, InOrder, ids, start, end).StreamAsync(Map, cancellationToken))
            {
                rows++;
                yield return reading;
            }
            steps.Adapt(rows);
        }
    }

    /// <summary>The newest reading of each sensor of a system, ordered by sensor; sensors never read are absent.</summary>
    /// <exception cref="StorageException">The system is not registered.</exception>
    public async Task<IReadOnlyList<Reading>> LatestAsync(SystemId system, CancellationToken cancellationToken = default)
    {
        await RequireAsync(system, cancellationToken);
        return await Sql.Command(dataSource, Latest, system.Value).ListAsync(Map, cancellationToken);
    }

    /// <summary>The newest reading of each of <paramref name="sensors"/>, ordered by sensor; sensors never read are absent.</summary>
    public async Task<IReadOnlyList<Reading>> LatestAsync(IReadOnlyCollection<SensorId> sensors, CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, LatestOfSensors, sensors.Select(sensor => sensor.Value).ToArray()).ListAsync(Map, cancellationToken);

    /// <summary>How far the streams of a system, or of all systems, are stored.</summary>
    public async Task<IReadOnlyList<StreamProgress>> ProgressAsync(SystemId? system, CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, Progress, system?.Value).ListAsync(
            row => new StreamProgress(
                row.GetString(0), new SystemId(row.GetString(1)), row.GetInt64(2), row.GetInt64(3), row.TimeOrNull(4), row.Time(5)),
            cancellationToken);

    internal static Reading Map(NpgsqlDataReader row) =>
        new(new SensorId(row.GetInt32(1)), row.Time(0), row.GetDouble(2), new Quality(unchecked((ushort)row.GetInt16(3))) { Info = row.InfoOrNone(4) })
        {
            ServerTime = row.TimeOrNull(5),
        };

    private async Task RequireAsync(SystemId system, CancellationToken cancellationToken)
    {
        _ = await Sql.Command(dataSource, "SELECT id FROM system WHERE id = $1", system.Value).FirstAsync(row => row.GetString(0), cancellationToken)
            ?? throw new StorageException($"System {system} is not registered.");
    }
}
