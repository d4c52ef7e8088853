using System.Diagnostics;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>
/// 5 million readings through TimeSeries into the live schema (exactly-once bookkeeping, latest values, marks for the rollups), beside a raw binary COPY of the same rows. Two
/// collectors at once on both sides, in turns, for each depth that is here.
/// </summary>
internal sealed class IngestScenario : IScenario
{
    private const long Readings = 5_000_000;
    private const int Rounds = 2;

    public string Name => "ingest";

    public string Summary => "readings/s through TimeSeries beside a raw binary COPY, CPU of client and server";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var (figures, floor) = (new Figures(), new Figures());
        foreach (var depth in BenchmarkServer.Depths())
            await MeasureAsync(depth, figures, floor);
        return new ScenarioResult(figures.Values, floor.Values,
        [
            $"{Readings:N0} readings of {PlantReadings.Systems} machines x {PlantReadings.Sensors} sensors x {PlantReadings.PerSecond} Hz, in groups of "
            + $"{PlantReadings.BatchesOfGroup * PlantReadings.Sensors * PlantReadings.PerSecond:N0}; 2 connections on both sides; raw: one COPY a connection; {Rounds} rounds in turns; fsync on",
            "client_cpu: this process; server_cpu: all processes of the server, from /proc; ratio_to_raw: rows_per_s over the floor's",
            "ThingsBoard publishes 15,000 data points/s for 2 vCPUs",
        ]);
    }

    private static async Task MeasureAsync(StorageDepth depth, Figures figures, Figures floor)
    {
        await using var server = await BenchmarkServer.StartAsync(depth);
        var midnight = new DateTimeOffset(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero);
        await RawCopy.CreateTableAsync(server, midnight);
        await server.Database.Get<PartitionKeeper>().EnsureAheadAsync(midnight, 0);
        var (ours, raw) = (new Cost(), new Cost());
        for (var round = 0; round < Rounds; round++)
        {
            List<ReadingBatch[]>[] work = [.. Enumerable.Range(0, 2).Select(half => PlantReadings.Groups(
                $"round-{round}-{half}", 1 + (half * PlantReadings.Systems / 2), PlantReadings.Systems / 2, Readings / 2, midnight.AddHours(1 + round)))];
            await raw.AddAsync(server, () => Task.WhenAll(work.Select(half => Task.Run(() => RawCopy.CopyAsync(server, half)))));
            await ours.AddAsync(server, () => Task.WhenAll(work.Select(half => Task.Run(() => StoreAsync(server, half)))));
        }
        ours.Report(server.Name, figures, Rounds * Readings);
        raw.Report(server.Name, floor, Rounds * Readings);
        figures.Add(server.Name, "ratio_to_raw", raw.Seconds / ours.Seconds);
    }

    private static async Task StoreAsync(BenchmarkServer server, List<ReadingBatch[]> groups)
    {
        var writer = server.Database.Get<ReadingWriter>();
        foreach (var group in groups)
            await writer.StoreAsync(group);
    }

    private sealed class Cost
    {
        private double client;
        private double database;

        public double Seconds { get; private set; }

        public async Task AddAsync(BenchmarkServer server, Func<Task> work)
        {
            await server.ExecuteAsync("CHECKPOINT");
            GC.Collect();
            var (clientBefore, serverBefore, start) = (ProcessorTime.Client(), ProcessorTime.Server(server.ProcessId), Stopwatch.GetTimestamp());
            await work();
            Seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            client += ProcessorTime.Client() - clientBefore;
            database += ProcessorTime.Server(server.ProcessId) - serverBefore;
        }

        public void Report(string depth, Figures figures, long rows)
        {
            figures.Add(depth, "rows_per_s", rows / Seconds);
            figures.Add(depth, "client_cpu_s_per_million", client / (rows / 1e6));
            figures.Add(depth, "server_cpu_s_per_million", database / (rows / 1e6));
        }
    }
}
