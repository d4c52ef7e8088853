using Faultline.Contracts;
using Faultline.Tests.Databases;
using Faultline.TimeSeries;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>
/// 50,000 readings a second into a real database, which goes away for a minute; in the middle of that the collector is killed (SIGKILL) and started again. Afterwards the
/// first tag of each device, whose value counts the reads at the device, is looked at in the database: each number once.
/// </summary>
internal sealed class StoreForwardScenario : IScenario
{
    private const int Devices = 50;
    private const int Tags = 1000;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(10);

    public string Name => "storeforward";

    public string Summary => "readings lost and doubled over an outage of the database and a kill -9 of the collector";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var (binaries, reason) = PostgresBinaries.Find(StorageDepth.PlainPostgres);
        await using var postgres = await PostgresServer.StartAsync(binaries ?? throw new InvalidOperationException(reason));
        var connection = postgres.ConnectionString("faultline");
        await new SchemaMigrator(NullLoggerFactory.Instance).MigrateAsync(connection, cancellationToken);
        await using var source = NpgsqlDataSource.Create(connection);
        var folder = Directory.CreateTempSubdirectory("faultline-bench-").FullName;
        try
        {
            await using var servers = await DeviceServers.StartAsync(Devices);
            await new ConfigurationStore(source).SaveAsync(
                new PlantConfiguration([.. servers.Ports.Select((port, index) => Plants.Device(index, port, Tags))]), 0, "benchmark", "", cancellationToken);
            var figures = await OutageAsync(postgres, source, connection, folder, cancellationToken);
            var floor = await StoreForwardFloor.MeasureAsync(source, (long)figures["readings"], cancellationToken);
            return new ScenarioResult(figures, floor, [
                "lost: numbers missing in the database between each device's first and last, but for those of polls under way at the kill, which no one had accepted (in_flight_at_kill)",
                "drain_s: from the database's return until what was just read is stored; live readings go on meanwhile",
                "PostgreSQL with fsync=off: the disk of the database is not what is measured",
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, double>> OutageAsync(
        PostgresServer postgres, NpgsqlDataSource source, string connection, string folder, CancellationToken cancellationToken)
    {
        (string, string)[] settings = [("ConnectionStrings:faultline", connection), ("ConnectionStrings:redis", "127.0.0.1:1,connectTimeout=200")];
        var collector = await CollectorProcess.StartAsync(folder, settings);
        await Task.Delay(Settling, cancellationToken);
        await postgres.StopAsync();
        await Task.Delay(Away / 2, cancellationToken);
        await collector.KillAsync();
        await collector.DisposeAsync();
        await using var again = await CollectorProcess.StartAsync(folder, settings);
        await Task.Delay(Away / 2, cancellationToken);
        await postgres.StartAsync();
        NpgsqlConnection.ClearAllPools();
        var back = TimeProvider.System.GetTimestamp();
        var behind = await DrainedAsync(source, cancellationToken);
        var drain = TimeProvider.System.GetElapsedTime(back);
        await Task.Delay(Settling, cancellationToken);
        var counted = await ReadCounts.CheckAsync(source, cancellationToken);
        return new Dictionary<string, double>
        {
            ["lost"] = counted.Lost,
            ["doubled"] = counted.Doubled,
            ["drain_s"] = drain.TotalSeconds,
            ["readings"] = counted.Readings,
            ["in_flight_at_kill"] = counted.InFlight,
            ["behind_at_return_s"] = behind.TotalSeconds,
        };
    }

    /// <summary>Waits until the newest stored reading is two seconds old at most; returns how old it was at first.</summary>
    private static async Task<TimeSpan> DrainedAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        TimeSpan? first = null;
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < LongestDrain;)
        {
            try
            {
                await using var command = source.CreateCommand("SELECT now() - min(last_time) FROM ingest_progress");
                if (await command.ExecuteScalarAsync(cancellationToken) is TimeSpan behind)
                {
                    first ??= behind;
                    if (behind < TimeSpan.FromSeconds(3))
                        return first.Value;
                }
            }
            catch (NpgsqlException exception) when (exception.IsTransient)
            {
                // Still starting.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
        throw new InvalidOperationException($"The spool was not drained within {LongestDrain}.");
    }
}
