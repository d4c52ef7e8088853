using System.Diagnostics;
using System.Globalization;
using Faultline.TimeSeries;

namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>
/// Rolls up an hour of readings while others are stored, for each depth that is here. The hour has 10,200 readings a second (36.7 million) unless
/// FAULTLINE_BENCHMARK_SYSTEMS asks for more machines than 12 (118 are 100,300 a second, 361 million).
/// </summary>
internal sealed class RollupScenario : IScenario
{
    private const int DefaultSystems = 12;
    private const int FullRate = 100_000;

    public string Name => "rollup";

    public string Summary => "seconds to roll up an hour of readings while ingest goes on";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var systems = int.Parse(
            Environment.GetEnvironmentVariable("FAULTLINE_BENCHMARK_SYSTEMS") ?? DefaultSystems.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var rate = systems * PlantReadings.Sensors * PlantReadings.PerSecond;
        var (figures, floor) = (new Figures(), new Figures());
        foreach (var depth in BenchmarkServer.Depths())
            await MeasureAsync(depth, systems, rate, figures, floor);
        return new ScenarioResult(figures.Values, floor.Values,
        [
            $"measured: one hour of {rate:N0} readings/s, {rate * 3600L:N0} readings; extrapolated_s_at_100k is rollup_s x {FullRate / (double)rate:0.0}, not a measurement",
            "meanwhile a collector stores the present without pause; ingest_rows_per_s is what it reached",
            "floor: scan_s, one sequential count and sum of the same readings by the server",
        ]);
    }

    private static async Task MeasureAsync(StorageDepth depth, int systems, int rate, Figures figures, Figures floor)
    {
        await using var server = await BenchmarkServer.StartAsync(depth);
        var now = TimeProvider.System.GetUtcNow();
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero).AddHours(-2);
        await FillAsync(server, systems, hour);
        var start = Stopwatch.GetTimestamp();
        await server.ExecuteAsync($"SELECT count(*), sum(value) FROM reading WHERE time >= '{hour:O}' AND time < '{hour.AddHours(1):O}'");
        floor.Add(server.Name, "scan_s", Stopwatch.GetElapsedTime(start).TotalSeconds);

        using var stop = new CancellationTokenSource();
        var ingest = Task.Run(() => IngestAsync(server, now, stop.Token), CancellationToken.None);
        var serverBefore = ProcessorTime.Server(server.ProcessId);
        start = Stopwatch.GetTimestamp();
        await RollUpAsync(server, hour);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync();
        var stored = await ingest;

        var rolledUp = await server.Database.ScalarAsync<long>($"SELECT sum(count)::bigint FROM reading_1h WHERE bucket = '{hour:O}'");
        if (rolledUp != rate * 3600L)
            throw new InvalidOperationException($"{rolledUp} of {rate * 3600L} readings were rolled up.");
        figures.Add(server.Name, "rollup_s", seconds);
        figures.Add(server.Name, "readings_rolled_up", rolledUp);
        figures.Add(server.Name, "rolled_up_per_s", rolledUp / seconds);
        figures.Add(server.Name, "extrapolated_s_at_100k", seconds * FullRate / rate);
        figures.Add(server.Name, "ingest_rows_per_s", stored / seconds);
        figures.Add(server.Name, "server_cpu_s", ProcessorTime.Server(server.ProcessId) - serverBefore);
    }

    private static async Task FillAsync(BenchmarkServer server, int systems, DateTimeOffset hour)
    {
        await server.Database.Get<PartitionKeeper>().EnsureAheadAsync(hour, 1);
        await server.ExecuteAsync(
            "DROP INDEX reading_sensor_time",
            // Second after second, sensor after sensor: how the writer leaves them.
            $"""
            INSERT INTO reading SELECT s + tick * interval '20 ms', sensor, 150 + random(), 0
            FROM generate_series(timestamptz '{hour:O}', timestamptz '{hour.AddHours(1):O}' - interval '1 second', interval '1 second') AS s,
                 (SELECT m * 4096 + o AS sensor FROM generate_series(1, {systems}) AS m, generate_series(1, {PlantReadings.Sensors}) AS o) AS sensors,
                 generate_series(0, {PlantReadings.PerSecond - 1}) AS tick
            """,
            "CREATE INDEX reading_sensor_time ON reading (sensor_id, time DESC)",
            $"INSERT INTO reading_latest SELECT m * 4096 + o, '{hour.AddHours(1):O}', 150, 0 FROM generate_series(1, {systems}) AS m, generate_series(1, {PlantReadings.Sensors}) AS o",
            $"INSERT INTO rollup_dirty (system_number, bucket, since) SELECT m, b, now() - interval '5 minutes' FROM generate_series(1, {systems}) AS m, "
            + $"generate_series(timestamptz '{hour:O}', timestamptz '{hour.AddMinutes(59):O}', interval '1 minute') AS b",
            "VACUUM ANALYZE", "CHECKPOINT");
        if (server.Database.Depth == StorageDepth.TimescaleCommunity)
            await server.ExecuteAsync("TRUNCATE rollup_dirty");
    }

    private static async Task RollUpAsync(BenchmarkServer server, DateTimeOffset hour)
    {
        if (server.Database.Depth != StorageDepth.TimescaleCommunity)
        {
            await server.Database.Get<RollupJob>().RunOnceAsync();
            return;
        }
        await server.ExecuteAsync(
            $"CALL refresh_continuous_aggregate('reading_1m', '{hour:O}', '{hour.AddHours(1):O}')",
            $"CALL refresh_continuous_aggregate('reading_1h', '{hour:O}', '{hour.AddHours(1):O}')");
    }

    private static async Task<long> IngestAsync(BenchmarkServer server, DateTimeOffset now, CancellationToken stop)
    {
        var writer = server.Database.Get<ReadingWriter>();
        var stored = 0L;
        for (var round = 0; !stop.IsCancellationRequested; round++)
        {
            foreach (var group in PlantReadings.Groups($"live-{round}", 1000, 30, 500_000, now.AddSeconds(20 * round)))
            {
                if (stop.IsCancellationRequested)
                    break;
                stored += (await writer.StoreAsync(group, CancellationToken.None)).StoredReadings;
            }
        }
        return stored;
    }
}
