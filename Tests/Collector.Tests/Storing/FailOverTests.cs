using System.Collections.Concurrent;
using Faultline.Collector.Spooling;
using Faultline.Collector.Tests.Commands;
using Faultline.Collector.Tests.Drivers;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Tests.Running;
using Faultline.Protocols.Modbus.Server;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Npgsql;
using StackExchange.Redis;

namespace Faultline.Collector.Tests.Storing;

/// <summary>A fail-over of a real pair of database servers under a collector that goes on reading.</summary>
public sealed class FailOverTests
{
    [SkippableFact]
    public async Task WhileOnlyAReadOnlyStandbyIsLeft_ReadingsAreAnnouncedAndSpooled_AndAllAreStoredOnceItTakesWrites()
    {
        var binaries = DatabaseFixture.Require(StorageDepth.PlainPostgres);
        Skip.IfNot(binaries.HasBaseBackup, "This PostgreSQL has no pg_basebackup to make a standby with.");
        await using var primary = await PostgresServer.StartAsync(binaries);
        await using var database = await TestDatabase.CreateAsync(primary.ConnectionString("faultline"));
        await using var standby = await PostgresServer.StartStandbyAsync(binaries, primary);
        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString("faultline"))
        {
            Host = $"127.0.0.1:{primary.Port},127.0.0.1:{standby.Port}", HostRecheckSeconds = 0, Timeout = 5,
        };
        using var redis = RedisServer.Started();
        await using var announced = await Announced.ListenAsync(redis.ConnectionString, new SystemId("press-1"));
        var device = new CountingDevice();
        var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = device }, new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        await using var whole = await WholeCollector.StartAsync(
            database, both.ConnectionString, redis.ConnectionString, server, Samples.Device(server.Port, Samples.Tag("A", 1, 0)));
        await WholeCollector.UntilAsync(() => database.ScalarAsync<long>("SELECT count(*) FROM reading"), count => count > 10);

        await primary.StopAsync();
        var (reads, spooled) = (device.Reads, whole.Get<Spool>().Bytes);
        await announced.Changed.UntilAsync(() => announced.Values.LastOrDefault() > reads + 20);
        Assert.True(whole.Get<Spool>().Bytes > spooled);
        await standby.PromoteAsync();
        await using var after = NpgsqlDataSource.Create(standby.ConnectionString("faultline"));
        var last = await WholeCollector.UntilAsync(async () => await LastAsync(after), value => value > reads + 20);

        await using var check = after.CreateCommand($"SELECT count(*), count(DISTINCT value), min(value) FROM reading WHERE value <= {last}");
        await using var row = await check.ExecuteReaderAsync();
        await row.ReadAsync();
        Assert.Equal(((long)last, (long)last, 1.0), (row.GetInt64(0), row.GetInt64(1), row.GetDouble(2)));
    }

    private static async Task<double> LastAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT coalesce(max(value), 0) FROM reading");
        return (double)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What Redis tells the collector's neighbours.</summary>
    private sealed class Announced(ConnectionMultiplexer connection) : IAsyncDisposable
    {
        public ConcurrentQueue<double> Values { get; } = new();

        public Signal Changed { get; } = new();

        public static async Task<Announced> ListenAsync(string redis, SystemId system)
        {
            var announced = new Announced(await ConnectionMultiplexer.ConnectAsync(redis));
            await announced.Subscribe(system);
            return announced;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        private Task Subscribe(SystemId system) => connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(Channels.Readings(system.Shard)), (_, frame) =>
        {
            foreach (var reading in ReadingFrame.Decode((byte[])frame!).Readings)
                Values.Enqueue(reading.Value);
            Changed.Set();
        });
    }
}
