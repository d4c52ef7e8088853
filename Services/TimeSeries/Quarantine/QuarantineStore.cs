using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Rejected readings. They never enter the table of readings.</summary>
public sealed class QuarantineStore(NpgsqlDataSource dataSource)
{
    /// <summary>Most entries of one page.</summary>
    public const int MaxPage = 1000;

    private const string Insert = """
        INSERT INTO quarantine (system_id, sensor_name, source_time, received_at, value, raw, reason, detail, rule, status_info, server_time)
        SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::double precision[], $6::text[], $7::smallint[], $8::text[],
            $9::text[], $10::smallint[], $11::timestamptz[])
        ON CONFLICT DO NOTHING
        """;

    private const string Columns = "id, system_id, sensor_name, source_time, received_at, value, raw, reason, detail, rule, state, decided_at, decided_by, status_info, server_time";

    private const string Select = $"""
        SELECT {Columns} FROM quarantine
        WHERE ($1::text IS NULL OR system_id = $1::text) AND ($2::text IS NULL OR sensor_name = $2::text)
          AND ($3::smallint IS NULL OR reason = $3::smallint) AND ($4::timestamptz IS NULL OR received_at >= $4::timestamptz)
          AND ($5::timestamptz IS NULL OR received_at < $5::timestamptz) AND ($6::bigint IS NULL OR id < $6::bigint)
          AND ($7::text IS NULL OR state = $7::text)
        ORDER BY id DESC LIMIT $8
        """;

    private const string Decide = "UPDATE quarantine SET state = $2, decided_by = $3, decided_at = now() WHERE id = ANY($1) AND state = 'held' RETURNING id";

    /// <summary>Adds rejected readings; one that is there already (same sensor, times and reason) is not added again. Returns how many were new.</summary>
    public async Task<int> AddAsync(IReadOnlyList<QuarantinedReading> readings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(readings);
        if (readings.Count == 0)
            return 0;
        await using var command = Sql.Command(
            dataSource,
            Insert,
            readings.Select(reading => reading.SystemId.Value).ToArray(),
            readings.Select(reading => reading.SensorName).ToArray(),
            readings.Select(reading => reading.SourceTime.UtcDateTime).ToArray(),
            readings.Select(reading => reading.ReceivedAt.UtcDateTime).ToArray(),
            readings.Select(reading => reading.Value).ToArray(),
            readings.Select(reading => reading.Raw).ToArray(),
            readings.Select(reading => (short)reading.Reason).ToArray(),
            readings.Select(reading => reading.Detail).ToArray(),
            readings.Select(reading => reading.Rule).ToArray(),
            readings.Select(reading => reading.StatusInfo == 0 ? (short?)null : unchecked((short)reading.StatusInfo)).ToArray(),
            readings.Select(reading => reading.ServerTime?.UtcDateTime).ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A page of entries, newest first.</summary>
    /// <param name="filter">Which entries.</param>
    /// <param name="limit">Most entries: 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<QuarantineEntry>> QueryAsync(QuarantineFilter filter, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return await Sql.Command(
            dataSource, Select, filter.System?.Value, filter.SensorName, (short?)filter.Reason, filter.From, filter.To, filter.BeforeId,
            EnumText<QuarantineState>.Of(filter.State), limit)
            .ListAsync(Map, cancellationToken);
    }

    /// <summary>Entries by their numbers; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<QuarantineEntry>> FindAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return await Sql.Command(dataSource, $"SELECT {Columns} FROM quarantine WHERE id = ANY($1) ORDER BY id", (object)ids.ToArray()).ListAsync(Map, cancellationToken);
    }

    /// <summary>Decides about entries that are held, with an audit entry; returns the numbers of those that were.</summary>
    /// <param name="ids">Numbers of the entries.</param>
    /// <param name="state">What is decided: replayed or discarded.</param>
    /// <param name="user">Who decides.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<IReadOnlyList<long>> DecideAsync(IReadOnlyList<long> ids, QuarantineState state, string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var name = EnumText<QuarantineState>.Of(state);
        var decided = await Sql.Command(connection, Decide, ids.ToArray(), name, user).ListAsync(row => row.GetInt64(0), cancellationToken);
        if (decided.Count > 0)
            await AuditStore.AddAsync(connection, user, "quarantine." + name, "quarantine", $"{decided.Count} entries: {string.Join(", ", decided)}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return decided;
    }

    private static QuarantineEntry Map(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new QuarantinedReading(
            new SystemId(row.GetString(1)), row.GetString(2), row.Time(3), row.Time(4), row.DoubleOrNull(5), row.GetString(6),
            (QuarantineReason)row.GetInt16(7), row.GetString(8))
        {
            Rule = row.GetString(9), StatusInfo = row.InfoOrNone(13), ServerTime = row.TimeOrNull(14),
        })
    {
        State = EnumText<QuarantineState>.Parse(row.GetString(10)), DecidedAt = row.TimeOrNull(11), DecidedBy = row.TextOrNull(12),
    };
}
