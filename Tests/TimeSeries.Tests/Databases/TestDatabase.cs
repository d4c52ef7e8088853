using Faultline.TimeSeries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Faultline.Tests.Databases;

/// <summary>A migrated database and the stores over it, which act in the roles that they have in the services. No retention is set: readings of any age are kept.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ServiceProvider services;

    private TestDatabase(string connectionString, StorageDepth depth, ServiceProvider services)
    {
        ConnectionString = connectionString;
        Depth = depth;
        DataSource = NpgsqlDataSource.Create(connectionString);
        this.services = services;
    }

    public string ConnectionString { get; }

    public StorageDepth Depth { get; }

    /// <summary>Connections of the superuser, for what no service does.</summary>
    public NpgsqlDataSource DataSource { get; }

    public static async Task<TestDatabase> CreateAsync(string connectionString)
    {
        var migration = await new SchemaMigrator(NullLoggerFactory.Instance).MigrateAsync(connectionString).WaitAsync(Patience);
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:faultline"] = connectionString };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddTimeSeries();
        return new TestDatabase(connectionString, migration.Depth, services.BuildServiceProvider());
    }

    /// <summary>Rolls up everything that is out of date now, however new: by the job, or where the server does it, by its refresh.</summary>
    public async Task RollUpAsync()
    {
        if (Depth != StorageDepth.TimescaleCommunity)
        {
            await Get<RollupJob>().RunOnceAsync(TimeSpan.Zero).WaitAsync(Patience);
            return;
        }
        await ExecuteAsync("CALL refresh_continuous_aggregate('reading_1m', NULL, NULL)");
        await ExecuteAsync("CALL refresh_continuous_aggregate('reading_1h', NULL, NULL)");
    }

    /// <summary>One of the stores.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>First column of the first row.</summary>
    public async Task<T> ScalarAsync<T>(string text)
    {
        await using var command = DataSource.CreateCommand(text);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string text)
    {
        await using var command = DataSource.CreateCommand(text);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await DataSource.DisposeAsync();
    }
}
