using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Writes <see cref="RetentionOptions"/> into the database as the migrator and, under the Timescale licence, sets the server's policies from them.</summary>
public static class RetentionSetup
{
    private const string Forget = "DELETE FROM retention WHERE level <> ALL ($1)";

    private const string Upsert = """
        INSERT INTO retention AS r (level, keep) SELECT * FROM unnest($1::text[], $2::interval[])
        ON CONFLICT (level) DO UPDATE SET keep = excluded.keep
        """;

    /// <summary>Makes the options those of the database, in one transaction.</summary>
    /// <exception cref="NpgsqlException">The database is away, or the login may not take the migrator's role.</exception>
    public static async Task ApplyAsync(
        string connectionString, RetentionOptions options, StorageDepth depth, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        (string Level, TimeSpan Keep)[] levels =
        [
            ("reading", options.Reading), ("reading_1m", options.Minute), ("reading_1h", options.Hour), ("quarantine", options.Quarantine),
            ("prediction", options.Prediction), ("late_horizon", options.LateHorizon), ("compress_after", options.CompressAfter),
        ];
        var kept = levels.Where(level => level.Keep != TimeSpan.Zero).ToArray();
        var settings = new NpgsqlConnectionStringBuilder(StorageConnections.InRole(connectionString, StorageRole.Migrator)) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // A batch is one implicit transaction.
        await using var statements = new NpgsqlBatch(connection);
        object names = kept.Select(level => level.Level).ToArray(); // as one parameter, not as several
        statements.Append(Forget, names);
        statements.Append(Upsert, names, kept.Select(level => level.Keep).ToArray());
        if (depth == StorageDepth.TimescaleCommunity)
            statements.Append("SELECT storage_apply_policies()");
        await statements.ExecuteNonQueryAsync(cancellationToken);
    }
}
