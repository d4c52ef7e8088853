using Faultline.Contracts;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Alarms and the steps of their lives. A step writes the alarm and its transition in one transaction and one round trip; the same step of
/// the same alarm again changes nothing and returns what was stored first.
/// </summary>
public sealed class AlarmStore(NpgsqlDataSource dataSource)
{
    /// <summary>Most rows that one call returns.</summary>
    public const int MaxPage = 1000;

    private const string Active = $"""
        SELECT {AlarmRows.Columns} FROM alarm a WHERE a.state = 'active' AND ($1::text IS NULL OR a.system_id = $1::text) ORDER BY a.raised_at DESC, a.id DESC
        """;

    private const string Newest = $"""
        SELECT DISTINCT ON (a.kind, a.source) {AlarmRows.Columns} FROM alarm a WHERE a.system_id = $1 ORDER BY a.kind, a.source, a.raised_at DESC, a.id DESC
        """;

    private const string Query = $"""
        SELECT {AlarmRows.Columns} FROM alarm a
        WHERE ($1::text IS NULL OR a.state = $1::text) AND ($2::text IS NULL OR a.system_id = $2::text)
          AND ($3::timestamptz IS NULL OR a.raised_at < $3::timestamptz)
        ORDER BY a.raised_at DESC, a.id DESC LIMIT $4
        """;

    private const string After = $"""
        SELECT {AlarmRows.TransitionColumns} FROM alarm_transition t JOIN alarm a ON a.id = t.alarm_id WHERE t.id > $1 ORDER BY t.id LIMIT $2
        """;

    /// <summary>Stores transitions in their order and, in the same transaction, how far their consumer is; returns them as stored, with their ids.</summary>
    /// <exception cref="StorageException">An alarm is cleared or acknowledged that was never raised; nothing was stored.</exception>
    public async Task<IReadOnlyList<AlarmTransition>> AppendAsync(
        IReadOnlyList<AlarmTransition> transitions, Checkpoint? checkpoint = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        if (transitions.Count == 0)
        {
            if (checkpoint is not null)
                await new CheckpointStore(dataSource).SetAsync(checkpoint, cancellationToken);
            return [];
        }
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var statements = new NpgsqlBatch(connection);
        AlarmWrites.AppendLock(statements);
        foreach (var transition in transitions)
            AlarmWrites.Append(statements, transition);
        if (checkpoint is not null)
            CheckpointStore.AppendTo(statements, checkpoint);
        var stored = await ReadAsync(statements, cancellationToken);
        if (stored.Count != transitions.Count)
        {
            var missing = transitions.First(transition => stored.TrueForAll(row => row.Alarm.Id != transition.Alarm.Id));
            throw new StorageException($"Alarm {missing.Alarm.Id} cannot be {EnumText<AlarmEvent>.Of(missing.Event)}: it was never raised.");
        }
        await transaction.CommitAsync(cancellationToken);
        return stored;
    }

    /// <summary>Stores one transition; as the other overload does.</summary>
    public async Task<AlarmTransition> AppendAsync(AlarmTransition transition, CancellationToken cancellationToken = default) =>
        (await AppendAsync([transition], null, cancellationToken))[0];

    /// <summary>Acknowledges an alarm, active or cleared. The first acknowledgement counts: a later one returns it unchanged. Null when there is no such alarm.</summary>
    public async Task<AlarmTransition?> AcknowledgeAsync(Guid id, string userName, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var statements = new NpgsqlBatch(connection);
        AlarmWrites.AppendLock(statements);
        AlarmWrites.AppendAcknowledge(statements, id, userName, at);
        AlarmWrites.AppendNote(statements, id, AlarmEvent.Acknowledged, at);
        return (await ReadAsync(statements, cancellationToken)) is [var stored] ? stored : null;
    }

    /// <summary>The alarm with that id; null when there is none.</summary>
    public Task<Alarm?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, $"SELECT {AlarmRows.Columns} FROM alarm a WHERE a.id = $1", id).FirstAsync(AlarmRows.Map, cancellationToken);

    /// <summary>All active alarms, of one system or of all, newest first.</summary>
    public async Task<IReadOnlyList<Alarm>> ActiveAsync(SystemId? system, CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, Active, system?.Value).ListAsync(AlarmRows.Map, cancellationToken);

    /// <summary>The newest occurrence, active or cleared, of each sensor and component of a system: what an alarm engine takes up from.</summary>
    public async Task<IReadOnlyList<Alarm>> NewestAsync(SystemId system, CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, Newest, system.Value).ListAsync(AlarmRows.Map, cancellationToken);

    /// <summary>Alarms, newest first.</summary>
    /// <param name="state">Only in this state; null for both.</param>
    /// <param name="system">Only of this system; null for all.</param>
    /// <param name="limit">Most alarms: 1 to <see cref="MaxPage"/>.</param>
    /// <param name="before">Only raised before this; null for no bound.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Alarm>> QueryAsync(
        AlarmState? state, SystemId? system, int limit, DateTimeOffset? before, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return await Sql.Command(dataSource, Query, EnumText<AlarmState>.Of(state), system?.Value, before, limit).ListAsync(AlarmRows.Map, cancellationToken);
    }

    /// <summary>Up to <see cref="MaxPage"/> transitions with a greater id, in order; ids become visible in their order, so none is skipped.</summary>
    public async Task<IReadOnlyList<AlarmTransition>> TransitionsAfterAsync(long id, CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, After, id, MaxPage).ListAsync(AlarmRows.MapTransition, cancellationToken);

    /// <summary>Id of the newest transition; 0 when there is none.</summary>
    public async Task<long> LastTransitionIdAsync(CancellationToken cancellationToken = default)
    {
        await using var command = Sql.Command(dataSource, "SELECT coalesce(max(id), 0) FROM alarm_transition");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Transitions among the results; those of statements that return something else are passed over.</summary>
    private static async Task<List<AlarmTransition>> ReadAsync(NpgsqlBatch statements, CancellationToken cancellationToken)
    {
        List<AlarmTransition> stored = [];
        await using var reader = await statements.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.FieldCount > 1)
                    stored.Add(AlarmRows.MapTransition(reader));
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
        return stored;
    }
}
