using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>The statements around the COPY of <see cref="ReadingWriter"/>. Rows are always touched in key order, so that writers cannot deadlock.</summary>
internal static class IngestProgress
{
    private const string Create = """
        INSERT INTO ingest_progress (collector, system_id, sequence, readings, stored_at)
        SELECT collector, system_id, 0, 0, now() FROM unnest($1::text[], $2::text[]) AS stream (collector, system_id)
        ORDER BY 1, 2
        ON CONFLICT DO NOTHING
        """;

    private const string Lock = """
        SELECT p.collector, p.system_id, p.sequence, p.readings, p.last_time, p.stored_at
        FROM ingest_progress p JOIN unnest($1::text[], $2::text[]) AS stream (collector, system_id) USING (collector, system_id)
        ORDER BY 1, 2
        FOR UPDATE OF p
        """;

    private const string Advance = """
        UPDATE ingest_progress p SET sequence = s.sequence, readings = s.readings, last_time = s.last_time, stored_at = clock_timestamp()
        FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::timestamptz[]) AS s (collector, system_id, sequence, readings, last_time)
        WHERE p.collector = s.collector AND p.system_id = s.system_id
        """;

    private const string Latest = """
        INSERT INTO reading_latest AS l (sensor_id, time, value, quality, status_info, server_time)
        SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::double precision[], $4::smallint[], $5::smallint[], $6::timestamptz[]) ORDER BY 1
        ON CONFLICT (sensor_id) DO UPDATE SET time = excluded.time, value = excluded.value, quality = excluded.quality,
            status_info = excluded.status_info, server_time = excluded.server_time
        WHERE excluded.time >= l.time
        """;

    // The update matters although it changes nothing of worth: its row lock keeps the rollup job from taking a minute that this transaction adds to.
    private const string Dirty = """
        INSERT INTO rollup_dirty AS d (system_number, bucket)
        SELECT * FROM unnest($1::integer[], $2::timestamptz[]) ORDER BY 1, 2
        ON CONFLICT (system_number, bucket) DO UPDATE SET touched = d.touched + 1
        """;

    private const string Horizon = "SELECT now() - keep FROM retention WHERE level = 'late_horizon'";

    private const string Late = """
        INSERT INTO quarantine (system_id, sensor_name, source_time, received_at, value, raw, reason, detail, status_info, server_time)
        SELECT coalesce(e.system_id, '?'), coalesce(e.name, r.sensor_id::text), r.time, clock_timestamp(), r.value, r.value::text, $4,
               'Stored ' || date_trunc('second', now() - r.time) || ' after its source time; the late horizon is '
               || (SELECT keep FROM retention WHERE level = 'late_horizon') || '.',
               r.status_info, r.server_time
        FROM unnest($1::integer[], $2::timestamptz[], $3::double precision[], $5::smallint[], $6::timestamptz[]) AS r (sensor_id, time, value, status_info, server_time) LEFT JOIN sensor e ON e.id = r.sensor_id
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Locks the streams of <paramref name="batches"/> and tells, besides, how old a reading may be; null when it may have any age.</summary>
    public static async Task<(Dictionary<(string Collector, SystemId System), StreamState> Streams, DateTimeOffset? Horizon)> LockAsync(
        NpgsqlConnection connection, IReadOnlyList<ReadingBatch> batches, CancellationToken cancellationToken)
    {
        Dictionary<(string, SystemId), StreamState> streams = [];
        foreach (var batch in batches)
            streams.TryAdd((batch.Collector, batch.System), new StreamState(batch.Collector, batch.System));
        var collectors = streams.Keys.Select(key => key.Item1).ToArray();
        var systems = streams.Keys.Select(key => key.Item2.Value).ToArray();

        await using var statements = new NpgsqlBatch(connection);
        statements.Append(Create, collectors, systems);
        statements.Append(Lock, collectors, systems);
        statements.Append(Horizon);
        await using var reader = await statements.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var stream = streams[(reader.GetString(0), new SystemId(reader.GetString(1)))];
            stream.Sequence = reader.GetInt64(2);
            stream.Readings = reader.GetInt64(3);
            stream.LastTime = reader.TimeOrNull(4);
            stream.StoredAt = reader.Time(5);
        }
        await reader.NextResultAsync(cancellationToken);
        return (streams, await reader.ReadAsync(cancellationToken) ? reader.Time(0) : null);
    }

    public static async Task FinishAsync(
        NpgsqlConnection connection, IReadOnlyCollection<StreamState> streams, StoredTraces traces, List<Reading> late,
        CancellationToken cancellationToken)
    {
        await using var statements = new NpgsqlBatch(connection);
        statements.Append(
            Advance,
            streams.Select(stream => stream.Collector).ToArray(),
            streams.Select(stream => stream.System.Value).ToArray(),
            streams.Select(stream => stream.Sequence).ToArray(),
            streams.Select(stream => stream.Readings).ToArray(),
            streams.Select(stream => stream.LastTime?.UtcDateTime).ToArray());
        if (traces.Latest.Count > 0)
        {
            statements.Append(
                Latest,
                traces.Latest.Keys.ToArray(),
                traces.Latest.Values.Select(reading => reading.SourceTime.UtcDateTime).ToArray(),
                traces.Latest.Values.Select(reading => reading.Value).ToArray(),
                traces.Latest.Values.Select(reading => unchecked((short)reading.Quality.Code)).ToArray(),
                traces.Latest.Values.Select(InfoOrNull).ToArray(),
                traces.Latest.Values.Select(reading => reading.ServerTime?.UtcDateTime).ToArray());
        }
        if (traces.Dirty.Count > 0)
        {
            statements.Append(
                Dirty,
                traces.Dirty.Select(bucket => bucket.System).ToArray(),
                traces.Dirty.Select(bucket => DateTime.UnixEpoch.AddMinutes(bucket.Minute)).ToArray());
        }
        if (late.Count > 0)
        {
            statements.Append(
                Late,
                late.Select(reading => reading.Sensor.Value).ToArray(),
                late.Select(reading => reading.SourceTime.UtcDateTime).ToArray(),
                late.Select(reading => reading.Value).ToArray(),
                (short)QuarantineReason.StaleTimestamp,
                late.Select(InfoOrNull).ToArray(),
                late.Select(reading => reading.ServerTime?.UtcDateTime).ToArray());
        }
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }

    private static short? InfoOrNull(Reading reading) => reading.Quality.Info == 0 ? null : unchecked((short)reading.Quality.Info);
}
