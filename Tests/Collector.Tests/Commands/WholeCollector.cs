using Faultline.Contracts;
using Faultline.Protocols.Modbus.Server;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Faultline.Collector.Tests.Commands;

/// <summary>The collector as it runs, with a real database (Redis is away) and a real server to read.</summary>
internal sealed class WholeCollector : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("faultline-collector-").FullName;
    private IAsyncDisposable server = null!;
    private WebApplication collector = null!;

    public TestDatabase Database { get; private set; } = null!;

    public static async Task<WholeCollector> StartAsync(DatabaseFixture databases, IModbusDevice device, params TagConfiguration[] tags)
    {
        var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = device }, new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        return await StartAsync(databases, StorageDepth.PlainPostgres, server, Samples.Device(server.Port, tags));
    }

    /// <summary>Reads a device of a server that ends with this.</summary>
    /// <param name="settings">Further settings of the collector, as on its command line.</param>
    public static async Task<WholeCollector> StartAsync(
        DatabaseFixture databases, StorageDepth depth, IAsyncDisposable server, DeviceConfiguration device, params string[] settings)
    {
        var database = await databases.CreateAsync(depth);
        return await StartAsync(database, database.ConnectionString, "127.0.0.1:1,connectTimeout=200", server, device, settings);
    }

    /// <summary>The same with a database and Redis of the test's own.</summary>
    public static async Task<WholeCollector> StartAsync(
        TestDatabase database, string connection, string redis, IAsyncDisposable server, DeviceConfiguration device, params string[] settings)
    {
        var whole = new WholeCollector { Database = database, server = server };
        await whole.Database.Get<ConfigurationStore>().SaveAsync(new PlantConfiguration([device]), 0, "a test", "");
        whole.collector = CollectorApplication.Build(
            [
                "--urls", "http://127.0.0.1:0", "--Faultline:SpoolFolder", whole.folder, "--Plant:LookInterval", "00:00:00.1",
                "--ConnectionStrings:faultline", connection, "--ConnectionStrings:redis", redis, .. settings,
            ],
            builder => builder.Logging.ClearProviders());
        await whole.collector.StartAsync().WaitAsync(Signal.Patience);
        return whole;
    }

    /// <summary>One of the collector's own parts.</summary>
    public T Get<T>()
        where T : notnull => collector.Services.GetRequiredService<T>();

    /// <summary>Asks the database again and again until it says what is waited for.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isThere)
    {
        using var patience = new CancellationTokenSource(Signal.Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (await ask() is var answer && isThere(answer))
                return answer;
        }
    }

    public Task<CollectorCommand> AnsweredAsync(CollectorCommand command) => UntilAsync(
        async () => (await Database.Get<CommandStore>().FindAsync(command.Id))!, found => found.State is CommandState.Done or CommandState.Failed);

    public async ValueTask DisposeAsync()
    {
        await collector.StopAsync().WaitAsync(Signal.Patience);
        await collector.DisposeAsync();
        await server.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
