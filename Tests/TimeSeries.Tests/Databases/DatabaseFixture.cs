using Faultline.TimeSeries;
using Xunit;

namespace Faultline.Tests.Databases;

/// <summary>One server a depth for all tests of an assembly, started when first asked for; each test gets a database of its own.</summary>
public sealed class DatabaseFixture : IAsyncLifetime, IDisposable
{
    private readonly Dictionary<StorageDepth, PostgresServer> servers = [];
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>The depths that tests run in.</summary>
    public static TheoryData<StorageDepth> Depths { get; } = new(StorageDepth.PlainPostgres, StorageDepth.TimescaleApache, StorageDepth.TimescaleCommunity);

    /// <summary>A new, migrated database. Skips the test where the depth is absent, or fails it where CI=true.</summary>
    public async Task<TestDatabase> CreateAsync(StorageDepth depth = StorageDepth.PlainPostgres) =>
        await TestDatabase.CreateAsync((await ServerAsync(depth)).ConnectionString(NewName()));

    /// <summary>The server of a depth. Skips the test where it is absent, or fails it where CI=true.</summary>
    public async Task<PostgresServer> ServerAsync(StorageDepth depth = StorageDepth.PlainPostgres)
    {
        await gate.WaitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        try
        {
            if (!servers.TryGetValue(depth, out var server))
                servers[depth] = server = await PostgresServer.StartAsync(Require(depth));
            return server;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The programs of a depth. Skips the test where they are absent, or fails it where CI=true.</summary>
    public static PostgresBinaries Require(StorageDepth depth)
    {
        var (binaries, reason) = PostgresBinaries.Find(depth);
        if (binaries is null && depth != StorageDepth.TimescaleCommunity && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(reason);
        Skip.If(binaries is null, reason);
        return binaries!;
    }

    /// <summary>A database name that no other test has.</summary>
    public static string NewName() => "t" + Guid.NewGuid().ToString("N");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in servers.Values)
            await server.DisposeAsync();
    }

    public void Dispose() => gate.Dispose();
}
