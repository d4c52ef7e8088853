using System.Text.Json;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Npgsql;

namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>A private server of one depth with the live schema, set up as one would for a small plant, fsync on.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private static readonly string[] Settings =
    [
        "fsync=on", "full_page_writes=on", "shared_buffers=1GB", "max_wal_size=8GB", "work_mem=32MB", "maintenance_work_mem=512MB", "checkpoint_timeout=15min", "wal_compression=on",
    ];

    private readonly PostgresServer server;

    private BenchmarkServer(PostgresServer server, TestDatabase database)
    {
        this.server = server;
        Database = database;
    }

    public TestDatabase Database { get; }

    public int ProcessId => server.ProcessId;

    /// <summary>Name of the depth, as prefix of its figures.</summary>
    public string Name => NameOf(Database.Depth);

    /// <summary>
    /// The depths whose programs are here, plain PostgreSQL first; FAULTLINE_BENCHMARK_DEPTHS (names joined by commas) narrows them down.
    /// </summary>
    /// <exception cref="ArgumentException">One that is asked for is not here; the message says why.</exception>
    public static IReadOnlyList<StorageDepth> Depths()
    {
        var all = Enum.GetValues<StorageDepth>().Reverse().ToDictionary(NameOf);
        if (Environment.GetEnvironmentVariable("FAULTLINE_BENCHMARK_DEPTHS")?.Split(',') is not { } asked)
            return [.. all.Values.Where(depth => PostgresBinaries.Find(depth).Binaries is not null)];
        foreach (var name in asked)
        {
            if (!all.TryGetValue(name, out var depth))
                throw new ArgumentException($"FAULTLINE_BENCHMARK_DEPTHS names '{name}'; there are {string.Join(", ", all.Keys)}.");
            if (PostgresBinaries.Find(depth) is { Binaries: null, Reason: var reason })
                throw new ArgumentException($"FAULTLINE_BENCHMARK_DEPTHS names {name}: {reason}");
        }
        return [.. all.Where(depth => asked.Contains(depth.Key)).Select(depth => depth.Value)];
    }

    public static async Task<BenchmarkServer> StartAsync(StorageDepth depth)
    {
        var server = await PostgresServer.StartAsync(PostgresBinaries.Find(depth).Binaries!, tls: null, Settings);
        return new BenchmarkServer(server, await TestDatabase.CreateAsync(server.ConnectionString("faultline")));
    }

    /// <summary>Runs statements that may take long, one after the other.</summary>
    public async Task ExecuteAsync(params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = Database.DataSource.CreateCommand(statement);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Database.DisposeAsync();
        await server.DisposeAsync();
    }

    private static string NameOf(StorageDepth depth) => JsonNamingPolicy.SnakeCaseLower.ConvertName(depth.ToString());
}
