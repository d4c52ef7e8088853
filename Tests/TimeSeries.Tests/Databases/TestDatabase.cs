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
        return new TestDatabase(connectionString, migration.Depth, CreateServices(connectionString));
    }

    /// <summary>The stores over a database that is migrated already.</summary>
    public static TestDatabase Services(string connectionString, StorageDepth depth = StorageDepth.PlainPostgres) =>
        new(connectionString, depth, CreateServices(connectionString));

    private static ServiceProvider CreateServices(string connectionString)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:faultline"] = connectionString };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddTimeSeries();
        return services.BuildServiceProvider();
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

    /// <summary>Runs all background jobs of a kind now, as the server would in its own time.</summary>
    public async Task RunPoliciesAsync(string procedure)
    {
        await using var ids = DataSource.CreateCommand(
            $"SELECT array_agg(job_id ORDER BY job_id) FROM timescaledb_information.jobs WHERE proc_name = '{procedure}'");
        foreach (var id in (int[])(await ids.ExecuteScalarAsync())!)
            await ExecuteAsync($"CALL run_job({id})");
    }

    /// <summary>One of the stores.</summary>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Gives up connections to a server that went away, or whose settings changed, as their users would one by one.</summary>
    public void ForgetConnections()
    {
        DataSource.Clear();
        Get<NpgsqlDataSource>().Clear();
        Get<ReaderDataSource>().Source.Clear();
    }

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
