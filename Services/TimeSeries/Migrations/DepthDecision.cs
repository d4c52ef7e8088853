using Microsoft.Extensions.Logging;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Decides, once for the life of a database, which depth its schema has, and notes it in the one-row table storage_depth: tables laid out
/// for one depth cannot serve another. Runs under the migrator's lock.
/// </summary>
internal sealed partial class DepthDecision(ILogger logger)
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS storage_depth (
            only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
            depth      text NOT NULL,
            decided_at timestamptz NOT NULL DEFAULT now()
        )
        """;

    public async Task<StorageDepth> DecideAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await Sql.Command(connection, Table).ExecuteAsync(cancellationToken);
        var stored = await Sql.Command(connection, "SELECT depth FROM storage_depth").FirstAsync(row => row.GetString(0), cancellationToken);
        if (stored is not null)
            return EnumText<StorageDepth>.Parse(stored);

        var depth = await ProbeAsync(connectionString, cancellationToken);
        await Sql.Command(connection, "INSERT INTO storage_depth (depth) VALUES ($1)", EnumText<StorageDepth>.Of(depth)).ExecuteAsync(cancellationToken);
        LogDecided(depth);
        return depth;
    }

    private async Task<StorageDepth> ProbeAsync(string connectionString, CancellationToken cancellationToken)
    {
        // A connection of its own: TimescaleDB wants to be created before anything else in a session.
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        const string Offered = """
            SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb') THEN 'the server does not have it'
                        WHEN current_setting('shared_preload_libraries') NOT LIKE '%timescaledb%' THEN 'shared_preload_libraries does not name it'
                        ELSE '' END
            """;
        var hindrance = await Sql.Command(connection, Offered).FirstAsync(row => row.GetString(0), cancellationToken);
        if (!string.IsNullOrEmpty(hindrance))
        {
            LogPlain(hindrance);
            return StorageDepth.PlainPostgres;
        }
        try
        {
            await Sql.Command(connection, "CREATE EXTENSION IF NOT EXISTS timescaledb").ExecuteAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            LogPlain(exception.MessageText);
            return StorageDepth.PlainPostgres;
        }
        var licence = await Sql.Command(connection, "SELECT current_setting('timescaledb.license')").FirstAsync(row => row.GetString(0), cancellationToken);
        return licence == "timescale" ? StorageDepth.TimescaleCommunity : StorageDepth.TimescaleApache;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The schema is made in depth {Depth}")]
    private partial void LogDecided(StorageDepth depth);

    [LoggerMessage(Level = LogLevel.Information, Message = "TimescaleDB is not used: {Reason}")]
    private partial void LogPlain(string reason);
}
