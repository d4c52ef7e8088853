using Faultline.TimeSeries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Faultline.Tests.Databases;

/// <summary>A migrated database and the stores over it.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private TestDatabase(string connectionString, ServiceProvider services)
    {
        ConnectionString = connectionString;
        this.services = services;
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource => Get<NpgsqlDataSource>();

    public static async Task<TestDatabase> CreateAsync(string connectionString)
    {
        await new SchemaMigrator(NullLoggerFactory.Instance).MigrateAsync(connectionString).WaitAsync(TimeSpan.FromMinutes(1));
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:faultline"] = connectionString };
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddTimeSeries();
        return new TestDatabase(connectionString, services.BuildServiceProvider());
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

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
