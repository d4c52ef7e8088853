using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Commands to the collector. The database's clock decides what is too old, so nobody's wrong clock executes a command late.</summary>
public sealed class CommandStore(NpgsqlDataSource dataSource)
{
    private const string Columns = "id, kind, subject, request::text, requested_by, requested_at, expires_at, state, answer::text";

    private const string Insert = $"""
        INSERT INTO collector_command (kind, subject, request, requested_by, expires_at) VALUES ($1, $2, $3::jsonb, $4, now() + $5) RETURNING {Columns}
        """;

    private const string Claim = $"""
        UPDATE collector_command SET state = 'executing', claimed_by = $1, claimed_at = now()
        WHERE id = (SELECT id FROM collector_command WHERE state = 'pending' AND expires_at > now() ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING {Columns}
        """;

    private const string Complete = """
        UPDATE collector_command SET state = $2, answer = $3::jsonb, answered_at = now() WHERE id = $1 AND state = 'executing'
        """;

    private const string Expire = "UPDATE collector_command SET state = 'expired', answered_at = now() WHERE state = 'pending' AND expires_at <= now()";

    private const string Select = $"SELECT {Columns} FROM collector_command WHERE id = $1";

    /// <summary>Adds a command, and an audit entry that it was asked for.</summary>
    /// <param name="kind">What is to be done.</param>
    /// <param name="subject">With what.</param>
    /// <param name="request">JSON by kind.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="lifetime">How long it may wait to be begun.</param>
    /// <param name="detail">The audit entry's sentence; null for none: looking changes nothing.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<CollectorCommand> AddAsync(
        string kind, string subject, string request, string user, TimeSpan lifetime, string? detail, CancellationToken cancellationToken = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var added = await Sql.Command(connection, Insert, kind, subject, request, user, lifetime).FirstAsync(Map, cancellationToken);
        if (detail is not null)
            await AuditStore.AddAsync(connection, user, kind + ".ask", subject, $"Command {added!.Id}: {detail}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added!;
    }

    /// <summary>Takes the oldest command that may still be executed; null when there is none. Nobody else gets it then.</summary>
    public Task<CollectorCommand?> ClaimAsync(string collector, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, Claim, collector).FirstAsync(Map, cancellationToken);

    /// <summary>Answers a command that was claimed, with an audit entry of how it went unless <paramref name="detail"/> is null.</summary>
    public async Task CompleteAsync(CollectorCommand command, bool done, string answer, string? detail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Sql.Command(connection, Complete, command.Id, EnumText<CommandState>.Of(done ? CommandState.Done : CommandState.Failed), answer)
            .ExecuteAsync(cancellationToken);
        if (detail is not null)
        {
            await AuditStore.AddAsync(
                connection, command.RequestedBy, $"{command.Kind}.{(done ? "done" : "failed")}", command.Subject, $"Command {command.Id}: {detail}", cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Marks what nobody took in time.</summary>
    public Task ExpireAsync(CancellationToken cancellationToken = default) => Sql.Command(dataSource, Expire).ExecuteAsync(cancellationToken);

    /// <summary>A command; null when there is none of that id.</summary>
    public Task<CollectorCommand?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, Select, id).FirstAsync(Map, cancellationToken);

    private static CollectorCommand Map(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Time(5), row.Time(6),
        EnumText<CommandState>.Parse(row.GetString(7)), row.TextOrNull(8));
}
