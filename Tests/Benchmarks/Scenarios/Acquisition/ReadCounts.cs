using Npgsql;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>What the counting tags tell of all readings: a number that is not there was read and lost, one that is there twice was doubled.</summary>
internal sealed record ReadCounts(double Lost, double Doubled, double Readings, double InFlight)
{
    // A device answers its blocks one after the other; a poll under way when the collector is killed was counted at the device and accepted by nobody: one a device at most.
    private const string Gaps = """
        WITH counted AS (SELECT sensor_id, value, count(*) AS times, lead(value) OVER (PARTITION BY sensor_id ORDER BY value) AS next
                         FROM reading WHERE (sensor_id & 4095) = 1 AND quality = 0 GROUP BY sensor_id, value),
             gaps AS (SELECT sensor_id, sum(next - value - 1) AS missing FROM counted GROUP BY sensor_id)
        SELECT coalesce((SELECT sum(greatest(missing - 1, 0)) FROM gaps), 0)::float8, coalesce((SELECT sum(least(missing, 1)) FROM gaps), 0)::float8,
               coalesce((SELECT sum(times - 1) FROM counted), 0)::float8, (SELECT count(*) FROM reading)::float8,
               (SELECT sum(readings) FROM ingest_progress)::float8
        """;

    public static async Task<ReadCounts> CheckAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Gaps);
        command.CommandTimeout = 600;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ReadCounts(reader.GetDouble(0), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(1));
    }
}
