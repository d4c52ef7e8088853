using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Who did what. Entries are only added.</summary>
public sealed class AuditStore(NpgsqlDataSource dataSource)
{
    /// <summary>Most entries of one page.</summary>
    public const int MaxPage = 1000;

    private const string Insert = "INSERT INTO audit_entry (user_name, action, subject, detail) VALUES ($1, $2, $3, $4)";

    private const string Select = """
        SELECT id, at, user_name, action, subject, detail FROM audit_entry
        WHERE ($1::text IS NULL OR subject = $1::text) AND ($2::bigint IS NULL OR id < $2::bigint) ORDER BY id DESC LIMIT $3
        """;

    /// <summary>Adds an entry.</summary>
    public Task AddAsync(string user, string action, string subject, string detail, CancellationToken cancellationToken = default) =>
        Sql.Command(dataSource, Insert, user, action, subject, detail).ExecuteAsync(cancellationToken);

    /// <summary>A page of entries, newest first.</summary>
    /// <param name="subject">Only about this; null for all.</param>
    /// <param name="beforeId">Only with a smaller id: the last of the former page.</param>
    /// <param name="limit">Most entries, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(string? subject, long? beforeId, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return await Sql.Command(dataSource, Select, subject, beforeId, limit).ListAsync(
            row => new AuditEntry(row.GetInt64(0), row.Time(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)), cancellationToken);
    }

    /// <summary>Adds an entry within the caller's transaction.</summary>
    internal static Task AddAsync(
        NpgsqlConnection connection, string user, string action, string subject, string detail, CancellationToken cancellationToken) =>
        Sql.Command(connection, Insert, user, action, subject, detail).ExecuteAsync(cancellationToken);
}
