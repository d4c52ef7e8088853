using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>What the collector tells of its devices, for those who look.</summary>
public sealed class DeviceStatusStore(NpgsqlDataSource dataSource)
{
    private const string Upsert = """
        INSERT INTO device_status (device_id, collector, version, state, since, last_answer_at, fault, polls, late_polls, skipped_polls, failures, readings,
            rejected, bad_tags, told_at)
        VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7::text, $8, $9, $10, $11, $12, $13, $14, now())
        ON CONFLICT (device_id) DO UPDATE SET collector = excluded.collector, version = excluded.version, state = excluded.state, since = excluded.since,
            last_answer_at = excluded.last_answer_at, fault = excluded.fault, polls = excluded.polls, late_polls = excluded.late_polls,
            skipped_polls = excluded.skipped_polls, failures = excluded.failures, readings = excluded.readings, rejected = excluded.rejected,
            bad_tags = excluded.bad_tags, told_at = excluded.told_at
        """;

    private const string Select = """
        SELECT device_id, collector, version, state, since, last_answer_at, fault, polls, late_polls, skipped_polls, failures, readings, rejected, bad_tags, told_at
        FROM device_status ORDER BY device_id
        """;

    /// <summary>Replaces all that is known: devices that are not named are forgotten.</summary>
    public async Task WriteAsync(IReadOnlyList<DeviceStatus> devices, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(devices);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var statements = new NpgsqlBatch(connection);
        statements.Append("DELETE FROM device_status WHERE device_id <> ALL($1)", (object)devices.Select(device => device.DeviceId).ToArray());
        foreach (var device in devices)
        {
            statements.Append(
                Upsert, device.DeviceId, device.Collector, device.Version, EnumText<DeviceState>.Of(device.State), device.Since, device.LastAnswerAt, device.Fault,
                device.Polls, device.LatePolls, device.SkippedPolls, device.Failures, device.Readings, device.Rejected, device.BadTags.ToArray());
        }
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All devices that were told of.</summary>
    public async Task<IReadOnlyList<DeviceStatus>> ListAsync(CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, Select).ListAsync(Map, cancellationToken);

    private static DeviceStatus Map(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), EnumText<DeviceState>.Parse(row.GetString(3)), row.Time(4), row.TimeOrNull(5), row.TextOrNull(6),
        row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetFieldValue<string[]>(13))
    {
        ToldAt = row.Time(14),
    };
}
