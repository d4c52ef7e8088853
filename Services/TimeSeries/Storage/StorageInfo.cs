using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Tells which depth the schema was made in, and the versions under it.</summary>
public sealed class StorageInfo(NpgsqlDataSource dataSource)
{
    private const string Select = """
        SELECT s.depth, current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'),
               (SELECT scriptname FROM schemaversions ORDER BY schemaversionsid DESC LIMIT 1)
        FROM storage_depth s
        """;

    private StorageDepth? depth;

    /// <summary>The depth; asked once, since it never changes.</summary>
    /// <exception cref="StorageException">The schema has not been made.</exception>
    public async ValueTask<StorageDepth> DepthAsync(CancellationToken cancellationToken = default) =>
        depth ??= (await ReadAsync(cancellationToken)).Depth;

    /// <summary>All of it, asked anew.</summary>
    /// <exception cref="StorageException">The schema has not been made.</exception>
    public async Task<StorageStatus> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await Sql.Command(dataSource, Select).FirstAsync(
                row => new StorageStatus(
                    EnumText<StorageDepth>.Parse(row.GetString(0)), row.GetString(1).Split(' ')[0], row.TextOrNull(2), row.TextOrNull(3) ?? "none"),
                cancellationToken) ?? throw Missing(null);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw Missing(exception);
        }
    }

    private static StorageException Missing(Exception? cause) => new("The database has no schema yet: Schema has not run to its end.", cause!);
}
