using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Keeps reading_1m and reading_1h exact, also after late readings: every minute that a writer added to is computed anew from all its readings,
/// and its hour from the hour's minutes. The same in all depths.
/// </summary>
public sealed class RollupJob(NpgsqlDataSource dataSource)
{
    /// <summary>Minutes of systems taken in one transaction: 30, which is some 0.7 million readings at most; writers of these minutes wait for it.</summary>
    public const int MinutesPerTransaction = 30;

    /// <summary>Key of the advisory lock that lets one process run the job: "FLROLLUP" in ASCII.</summary>
    private const long LockKey = 0x464C_524F_4C4C_5550;

    // Skipping what is locked: a writer is adding to it, and the next pass finds it.
    private const string Take = """
        WITH taken AS (
            SELECT system_number, bucket FROM rollup_dirty ORDER BY bucket, system_number LIMIT $1 FOR UPDATE SKIP LOCKED)
        DELETE FROM rollup_dirty d USING taken t WHERE d.system_number = t.system_number AND d.bucket = t.bucket
        RETURNING d.system_number, d.bucket
        """;

    // reading_latest has every sensor that ever stored a reading, whether it is registered or not.
    private const string Minutes = """
        INSERT INTO reading_1m AS m (sensor_id, bucket, minimum, maximum, sum, last, last_time, count, bad_count)
        SELECT l.sensor_id, d.bucket, a.minimum, a.maximum, a.sum, a.last, a.last_time, a.count, a.bad_count
        FROM unnest($1::integer[], $2::timestamptz[]) AS d (system_number, bucket)
        JOIN reading_latest l ON l.sensor_id BETWEEN d.system_number * 4096 AND d.system_number * 4096 + 4095
        CROSS JOIN LATERAL (
            SELECT min(value) FILTER (WHERE good) AS minimum, max(value) FILTER (WHERE good) AS maximum,
                   coalesce(sum(value) FILTER (WHERE good), 0) AS sum,
                   (array_agg(value ORDER BY time DESC) FILTER (WHERE good))[1] AS last, max(time) FILTER (WHERE good) AS last_time,
                   count(*) AS count, count(*) FILTER (WHERE NOT good) AS bad_count
            FROM (SELECT time, value, quality BETWEEN 0 AND 16383 AS good FROM reading r
                  WHERE r.sensor_id = l.sensor_id AND r.time >= d.bucket AND r.time < d.bucket + interval '1 minute') AS r) AS a
        WHERE a.count > 0
        ON CONFLICT (sensor_id, bucket) DO UPDATE SET minimum = excluded.minimum, maximum = excluded.maximum, sum = excluded.sum,
            last = excluded.last, last_time = excluded.last_time, count = excluded.count, bad_count = excluded.bad_count
        """;

    private const string Hours = """
        INSERT INTO reading_1h AS h (sensor_id, bucket, minimum, maximum, sum, last, last_time, count, bad_count)
        SELECT m.sensor_id, d.bucket, min(m.minimum), max(m.maximum), sum(m.sum),
               (array_agg(m.last ORDER BY m.last_time DESC) FILTER (WHERE m.last_time IS NOT NULL))[1], max(m.last_time), sum(m.count), sum(m.bad_count)
        FROM unnest($1::integer[], $2::timestamptz[]) AS d (system_number, bucket)
        JOIN reading_latest l ON l.sensor_id BETWEEN d.system_number * 4096 AND d.system_number * 4096 + 4095
        JOIN reading_1m m ON m.sensor_id = l.sensor_id AND m.bucket >= d.bucket AND m.bucket < d.bucket + interval '1 hour'
        GROUP BY m.sensor_id, d.bucket
        ON CONFLICT (sensor_id, bucket) DO UPDATE SET minimum = excluded.minimum, maximum = excluded.maximum, sum = excluded.sum,
            last = excluded.last, last_time = excluded.last_time, count = excluded.count, bad_count = excluded.bad_count
        """;

    /// <summary>Computes everything that is out of date now; returns at once when another process is at it.</summary>
    public async Task<RollupResult> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        var (minutes, hours) = (0, 0);
        while (true)
        {
            if (await RunGroupAsync(cancellationToken) is not var (groupMinutes, groupHours))
                return new RollupResult(minutes, hours, IsComplete: false);
            minutes += groupMinutes;
            hours += groupHours;
            if (groupMinutes < MinutesPerTransaction)
                return new RollupResult(minutes, hours, await IsCleanAsync(cancellationToken));
        }
    }

    private async Task<(int Minutes, int Hours)?> RunGroupAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var locked = await Sql.Command(connection, "SELECT pg_try_advisory_xact_lock($1)::text", LockKey).FirstAsync(row => row.GetString(0), cancellationToken);
        if (locked != "true")
            return null;
        var taken = await Sql.Command(connection, Take, MinutesPerTransaction)
            .ListAsync(row => (System: row.GetInt32(0), Bucket: row.GetDateTime(1)), cancellationToken);
        if (taken.Count == 0)
            return (0, 0);
        var hours = taken.Select(minute => (minute.System, Bucket: minute.Bucket.Date.AddHours(minute.Bucket.Hour))).Distinct().ToList();

        await using var statements = new NpgsqlBatch(connection);
        statements.Append(Minutes, taken.Select(minute => minute.System).ToArray(), taken.Select(minute => minute.Bucket).ToArray());
        statements.Append(Hours, hours.Select(hour => hour.System).ToArray(), hours.Select(hour => hour.Bucket).ToArray());
        await statements.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (taken.Count, hours.Count);
    }

    private async Task<bool> IsCleanAsync(CancellationToken cancellationToken) =>
        await Sql.Command(dataSource, "SELECT 'dirty' FROM rollup_dirty LIMIT 1").FirstAsync(row => row.GetString(0), cancellationToken) is null;
}
