using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The statements of <see cref="RollupJob"/>.</summary>
internal static class RollupStatements
{
    /// <summary>Takes marked minutes that had the time to fill, by hour, so that neighbours are read together. Locked ones are passed over: a writer is adding to them.</summary>
    public const string Take = """
        WITH taken AS (
            SELECT system_number, bucket FROM rollup_dirty WHERE since <= now() - $2
            ORDER BY date_trunc('hour', bucket, 'UTC'), system_number, bucket LIMIT $1 FOR UPDATE SKIP LOCKED)
        DELETE FROM rollup_dirty d USING taken t WHERE d.system_number = t.system_number AND d.bucket = t.bucket
        RETURNING d.system_number, d.bucket
        """;

    /// <summary>
    /// Minutes $2 to $3 of systems $1, from all their readings. reading_latest has every sensor that ever stored one. The bounds $4 and $5 of all of them let the
    /// planner leave out the other days at once. The last value is looked up by its time: cheaper than ordering all of a minute's values.
    /// </summary>
    private const string Minutes = """
        INSERT INTO reading_1m AS m (sensor_id, bucket, minimum, maximum, sum, last, last_time, count, bad_count)
        SELECT l.sensor_id, a.bucket, a.minimum, a.maximum, coalesce(a.sum, 0), v.value, a.last_time, a.count, a.bad_count
        FROM unnest($1::integer[], $2::timestamptz[], $3::timestamptz[]) AS run (system_number, first, past)
        JOIN reading_latest l ON l.sensor_id BETWEEN run.system_number * 4096 AND run.system_number * 4096 + 4095
        CROSS JOIN LATERAL (
            SELECT date_bin('1 minute', r.time, timestamptz '2000-01-01 00:00:00+00') AS bucket,
                   min(r.value) FILTER (WHERE r.quality BETWEEN 0 AND 16383) AS minimum, max(r.value) FILTER (WHERE r.quality BETWEEN 0 AND 16383) AS maximum,
                   sum(r.value) FILTER (WHERE r.quality BETWEEN 0 AND 16383) AS sum, max(r.time) FILTER (WHERE r.quality BETWEEN 0 AND 16383) AS last_time,
                   count(*) AS count, count(*) FILTER (WHERE r.quality NOT BETWEEN 0 AND 16383) AS bad_count
            FROM reading r
            WHERE r.sensor_id = l.sensor_id AND r.time >= run.first AND r.time < run.past AND r.time >= $4 AND r.time < $5
            GROUP BY 1) AS a
        LEFT JOIN LATERAL (
            SELECT r.value FROM reading r
            WHERE r.sensor_id = l.sensor_id AND r.time = a.last_time AND r.time >= $4 AND r.time < $5 AND r.quality BETWEEN 0 AND 16383
            LIMIT 1) AS v ON true
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

    public static void AppendMinutes(NpgsqlBatch statements, IReadOnlyList<DirtyRun> runs) => statements.Append(
        Minutes,
        runs.Select(run => run.System).ToArray(),
        runs.Select(run => run.First).ToArray(),
        runs.Select(run => run.Past).ToArray(),
        runs.Min(run => run.First),
        runs.Max(run => run.Past));

    public static void AppendHours(NpgsqlBatch statements, IReadOnlyList<(int System, DateTime Bucket)> hours) => statements.Append(
        Hours, hours.Select(hour => hour.System).ToArray(), hours.Select(hour => hour.Bucket).ToArray());
}
