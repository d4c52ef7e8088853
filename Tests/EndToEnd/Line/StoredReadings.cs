using Npgsql;

namespace Faultline.EndToEnd.Line;

/// <summary>Counts in the line's database, asked directly, past every service.</summary>
public sealed class StoredReadings(string connectionString)
{
    // Without a pool: the server is killed in between, and a connection from before would be broken.
    private readonly string connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    /// <summary>Rows whose value is no finite number; must be 0.</summary>
    public Task<long> NotFiniteAsync() =>
        ScalarAsync("SELECT count(*) FROM reading WHERE value IN ('NaN', 'Infinity', '-Infinity')");

    /// <summary>Rows more than the streams account for (doubled) or fewer (lost), in one snapshot; must be 0.</summary>
    public Task<long> SurplusAsync() =>
        ScalarAsync("SELECT (SELECT count(*) FROM reading) - (SELECT coalesce(sum(readings), 0) FROM ingest_progress)::bigint");

    /// <summary>Pairs of sensor and time that are there more than once; must be 0.</summary>
    public Task<long> DoubledAsync() =>
        ScalarAsync("SELECT count(*) FROM (SELECT 1 FROM reading GROUP BY sensor_id, time HAVING count(*) > 1) AS doubled");

    /// <summary>Batches stored so far, over all streams.</summary>
    public Task<long> BatchesAsync() => ScalarAsync("SELECT coalesce(sum(sequence), 0)::bigint FROM ingest_progress");

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
