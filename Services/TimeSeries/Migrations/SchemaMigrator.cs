using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>
/// Brings a database to this version's schema, forward only. Safe to run twice and at once: an advisory lock lets one in, and the
/// others find the work done.
/// </summary>
public sealed partial class SchemaMigrator(ILoggerFactory loggers)
{
    /// <summary>Key of the advisory lock: "FLMIGRAT" in ASCII.</summary>
    private const long LockKey = 0x464C_4D49_4752_4154;

    private readonly ILogger logger = loggers.CreateLogger<SchemaMigrator>();

    /// <summary>Creates the database if the server lacks it, then applies the scripts that it has not had.</summary>
    /// <exception cref="StorageException">A script failed, or the server is too old; the message says which.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached or refuses the user.</exception>
    public async Task<MigrationResult> MigrateAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        // Pooling off: the lock belongs to the session, and creating the extension wants a fresh one.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Enlist = false };
        await DatabaseCreation.EnsureAsync(settings, cancellationToken);
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < 15)
            throw new StorageException($"PostgreSQL {connection.PostgreSqlVersion} is too old: 15 or newer is needed.");
        await LockAsync(connection, cancellationToken);
        var depth = await new DepthDecision(logger).DecideAsync(settings.ConnectionString, cancellationToken);
        await RoleSetup.EnsureAsync(connection, depth, cancellationToken);
        var asMigrator = StorageConnections.InRole(settings.ConnectionString, StorageRole.Migrator);
        var applied = await Task.Run(() => Upgrade(asMigrator, depth), cancellationToken);
        await Privileges.GrantAsync(asMigrator, cancellationToken);
        LogDone(depth, applied.Count);
        return new MigrationResult(depth, applied);
    }

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private List<string> Upgrade(string connectionString, StorageDepth depth)
    {
        var engine = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => ScriptSelection.AppliesTo(name, depth))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(logger)
            .Build();
        var result = engine.PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new StorageException($"Migration {NameOf(result.ErrorScript)} failed: {result.Error.Message}", result.Error);
    }

    private static string NameOf(SqlScript? script) => script?.Name ?? "(before the first script)";
}
