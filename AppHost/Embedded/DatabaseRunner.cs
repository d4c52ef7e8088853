using Npgsql;

namespace Faultline.AppHost.Embedded;

/// <summary>Makes a database on the server once that is healthy, and watches it. It has no process of its own.</summary>
internal sealed class DatabaseRunner(PostgresDatabaseResource resource, GraphContext context) : ResourceRunner(resource, context)
{
    private bool _made;

    public override bool HasProcess => false;

    protected override IEnumerable<WaitAnnotation> ImplicitNeeds =>
        [new WaitAnnotation(((PostgresDatabaseResource)Resource).Parent, WaitType.WaitUntilHealthy)];

    protected override Task<ChildProcess?> StartAsync(CancellationToken cancellationToken) => Task.FromResult<ChildProcess?>(null);

    protected override async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var database = (PostgresDatabaseResource)Resource;
        if (!_made) await EnsureAsync(database, cancellationToken);
        _made = true;
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
        return null;
    }

    private static async Task EnsureAsync(PostgresDatabaseResource database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.Parent.ConnectionString + ";Database=postgres;Pooling=false;Timeout=5");
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = database.DatabaseName } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null) return;
        await using var command = connection.CreateCommand();
        // An identifier cannot be a parameter; the name is AppHost.cs's own, and quoted.
#pragma warning disable CA2100 // The text is built from the model, not from input.
        command.CommandText = $"CREATE DATABASE \"{database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
