using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Drops what has expired by the table retention: days of readings once they are rolled up, then rows of the other tables in small transactions. Under the
/// Timescale licence the server's policies drop readings and rollups.
/// </summary>
public sealed class RetentionJob(NpgsqlDataSource dataSource, StorageMetrics metrics)
{
    /// <summary>Key of the advisory lock that lets one process run the job: "FLEXPIRE" in ASCII.</summary>
    private const long LockKey = 0x464C_4558_5049_5245;

    /// <summary>Drops everything that has expired now; returns the days of readings and the rows dropped, (0, 0) when another process is at it.</summary>
    /// <exception cref="NpgsqlException">The database is away, or a long query holds a day for more than 5 s; repeat later.</exception>
    public async Task<(int Days, long Rows)> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var locked = await Sql.Command(connection, "SELECT pg_try_advisory_lock($1)::text", LockKey).FirstAsync(row => row.GetString(0), cancellationToken);
        if (locked != "true")
            return (0, 0);
        // The lock falls with the session's reset when the connection goes back to the pool, also after an error.
        var days = (int)await StepAsync(connection, "SELECT storage_expire_readings()::bigint", cancellationToken);
        metrics.Expired("reading", days);
        var rollups = await RepeatAsync(connection, "SELECT storage_expire_rollups()", cancellationToken);
        metrics.Expired("rollups", rollups);
        var records = await RepeatAsync(connection, "SELECT storage_expire_records()", cancellationToken);
        metrics.Expired("records", records);
        return (days, rollups + records);
    }

    private static async Task<long> RepeatAsync(NpgsqlConnection connection, string step, CancellationToken cancellationToken)
    {
        for (var all = 0L; ;)
        {
            var rows = await StepAsync(connection, step, cancellationToken);
            if (rows == 0)
                return all;
            all += rows;
        }
    }

    private static async Task<long> StepAsync(NpgsqlConnection connection, string step, CancellationToken cancellationToken)
    {
        await using var command = Sql.Command(connection, step);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
