using Npgsql;

namespace Faultline.TimeSeries;

/// <summary>Creates the database where the orchestrator gave only a server.</summary>
internal static class DatabaseCreation
{
    public static async Task EnsureAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(settings, cancellationToken);
        }
    }

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = "postgres" };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        try
        {
            var name = "\"" + settings.Database!.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
            await using var command = new NpgsqlCommand("CREATE DATABASE " + name, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another migrator was faster; that is what was wanted.
            return;
        }
    }
}
