using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Tells which depth the schema was made in, the versions under it, how long what is kept, and how much disk the tables use.</summary>
public sealed class StorageInfo(NpgsqlDataSource dataSource)
{
    private const string Select = """
        SELECT s.depth, current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'),
               current_setting('timescaledb.license', true), current_setting('transaction_read_only') = 'on',
               (SELECT scriptname FROM schemaversions ORDER BY schemaversionsid DESC LIMIT 1),
               ARRAY(SELECT scriptname::text FROM schemaversions)
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
            return await Sql.Command(dataSource, Select).FirstAsync(StatusOf, cancellationToken) ?? throw Missing(null);
        }
        // Before the first migration the tables are missing, and on a new server the role is, too.
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidParameterValue)
        {
            throw Missing(exception);
        }
    }

    /// <summary>Disk use of every table, largest first.</summary>
    public async Task<IReadOnlyList<TableSize>> SizesAsync(CancellationToken cancellationToken = default) =>
        await Sql.Command(dataSource, "SELECT name, bytes FROM storage_sizes() ORDER BY bytes DESC, name")
            .ListAsync(row => new TableSize(row.GetString(0), row.GetInt64(1)), cancellationToken);

    /// <summary>How long what is kept, by level (reading, reading_1m, reading_1h, quarantine, prediction, late_horizon, compress_after); absent is for ever.</summary>
    public async Task<IReadOnlyDictionary<string, TimeSpan>> RetentionAsync(CancellationToken cancellationToken = default) =>
        (await Sql.Command(dataSource, "SELECT level, keep FROM retention").ListAsync(row => (Level: row.GetString(0), Keep: row.GetTimeSpan(1)), cancellationToken))
            .ToDictionary(entry => entry.Level, entry => entry.Keep);

    private static StorageStatus StatusOf(NpgsqlDataReader row)
    {
        var depth = EnumText<StorageDepth>.Parse(row.GetString(0));
        return new(
            depth, row.GetString(1).Split(' ')[0], row.TextOrNull(2), row.IsDBNull(2) ? null : row.TextOrNull(3), row.GetBoolean(4), row.TextOrNull(5) ?? "none",
            [.. ScriptSelection.Of(depth).Except(row.GetFieldValue<string[]>(6))]);
    }

    private static StorageException Missing(Exception? cause) => new("The database has no schema yet: Schema has not run to its end.", cause!);
}
