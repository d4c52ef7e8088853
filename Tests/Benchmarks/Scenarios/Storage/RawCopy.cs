using Faultline.Contracts;
using Faultline.TimeSeries;
using Npgsql;
using NpgsqlTypes;

namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>
/// The floor: the same rows by Npgsql's binary importer, one COPY a connection and nothing else, into a table of the same shape: columns, partition or chunk of a day,
/// and index.
/// </summary>
internal static class RawCopy
{
    public static async Task CreateTableAsync(BenchmarkServer server, DateTimeOffset start)
    {
        const string Columns = "time timestamptz NOT NULL, sensor_id integer NOT NULL, value double precision NOT NULL, quality smallint NOT NULL";
        const string Index = "CREATE INDEX raw_sensor_time ON raw (sensor_id, time DESC)";
        if (server.Database.Depth != StorageDepth.PlainPostgres)
        {
            await server.ExecuteAsync(
                $"CREATE TABLE raw ({Columns})",
                "SELECT create_hypertable('raw', 'time', chunk_time_interval => interval '1 day', create_default_indexes => false)", Index);
            return;
        }
        await server.ExecuteAsync($"CREATE TABLE raw ({Columns}) PARTITION BY RANGE (time)", Index);
        for (var day = 0; day < 2; day++)
            await server.ExecuteAsync($"CREATE TABLE raw_{day} PARTITION OF raw FOR VALUES FROM ('{start.AddDays(day):yyyy-MM-dd} 00:00:00+00') TO ('{start.AddDays(day + 1):yyyy-MM-dd} 00:00:00+00')");
    }

    public static async Task CopyAsync(BenchmarkServer server, IReadOnlyList<ReadingBatch[]> groups)
    {
        await using var connection = await server.Database.DataSource.OpenConnectionAsync();
        await using var importer = await connection.BeginBinaryImportAsync("COPY raw (time, sensor_id, value, quality) FROM STDIN (FORMAT BINARY)");
        foreach (var group in groups)
        {
            foreach (var batch in group)
            {
                foreach (var reading in batch.Readings)
                {
                    await importer.StartRowAsync();
                    await importer.WriteAsync(reading.SourceTime.UtcDateTime, NpgsqlDbType.TimestampTz);
                    await importer.WriteAsync(reading.Sensor.Value, NpgsqlDbType.Integer);
                    await importer.WriteAsync(reading.Value, NpgsqlDbType.Double);
                    await importer.WriteAsync(unchecked((short)reading.Quality.Code), NpgsqlDbType.Smallint);
                }
            }
        }
        await importer.CompleteAsync();
    }
}
