using System.Diagnostics;
using System.Globalization;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>What a dashboard asks, with 10 and with 100 million readings over 90 days, for each depth that is here; beside the same rows asked for without thinning.</summary>
internal sealed class QueryScenario : IScenario
{
    private const int MaxPoints = 2000;

    public string Name => "query";

    public string Summary => "p50/p95 of charts and latest values with 10 and 100 million readings, in ms";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var (figures, floor) = (new Figures(), new Figures());
        var millions = int.Parse(Environment.GetEnvironmentVariable("FAULTLINE_BENCHMARK_MILLIONS") ?? "100", CultureInfo.InvariantCulture);
        foreach (var depth in BenchmarkServer.Depths())
        {
            await using var server = await BenchmarkServer.StartAsync(depth);
            var now = TimeProvider.System.GetUtcNow();
            var history = new StoredHistory(server, now);
            await history.PrepareAsync();
            await history.GrowAsync(fast: 1);
            await MeasureAsync(server, now, duration / 8, (name, value) => figures.Add(server.Name, "at_10m." + name, value));
            await history.GrowAsync(fast: Math.Max(2, (int)Math.Ceiling((millions - 2.16) / 7.776)));
            await MeasureAsync(server, now, duration / 8, (name, value) => figures.Add(server.Name, name, value));
            figures.Add(server.Name, "readings_stored", await history.CountAsync());
            var bare = await TimeAsync(duration / 8, async _ => await server.Database.ScalarAsync<int>("SELECT 1"));
            floor.Add(server.Name, "select_1_p50_ms", Percentiles.Of(bare, 50));
            floor.Add(server.Name, "select_1_p95_ms", Percentiles.Of(bare, 95));
        }
        return new ScenarioResult(figures.Values, floor.Values,
        [
            $"fast sensors have 1 reading a second, so the last hour is 3,600 and the last day 86,400 readings; resolution auto (raw up to 1 h, 1m up to 14 d, else 1h), {MaxPoints} points",
            "at_10m: the same with 10 million stored (one fast and 50 slow sensors); day_raw: a day from the raw readings, thinned from 86,400 to 2000 (not in the goal)",
            "one fast sensor; the ends of the spans vary from query to query; the server's caches are warm as in a running plant; under the Timescale licence chunks older than 2 days are compressed",
        ]);
    }

    private static async Task MeasureAsync(BenchmarkServer server, DateTimeOffset now, TimeSpan duration, Action<string, double> report)
    {
        var series = server.Database.Get<SeriesQuery>();
        var readings = server.Database.Get<ReadingQuery>();
        SensorId[] slow = [.. Enumerable.Range(1, StoredHistory.SlowSensors).Select(system => SensorId.Create(system, 1))];
        (string Name, Func<int, Task> Query)[] queries =
        [
            ("last_hour_raw", round => ReadAsync(TimeSpan.FromHours(1), ReadingResolution.Raw, round)),
            ("last_day", round => ReadAsync(TimeSpan.FromDays(1), ReadingResolution.Auto, round)),
            ("last_90_days", round => ReadAsync(TimeSpan.FromDays(90), ReadingResolution.Auto, round)),
            ("latest_50", _ => readings.LatestAsync(slow)),
            ("day_raw", round => ReadAsync(TimeSpan.FromDays(1), ReadingResolution.Raw, round)),
        ];
        foreach (var (name, query) in queries)
        {
            var samples = await TimeAsync(duration / queries.Length, query);
            report(name + "_p50_ms", Percentiles.Of(samples, 50));
            report(name + "_p95_ms", Percentiles.Of(samples, 95));
        }

        async Task ReadAsync(TimeSpan span, ReadingResolution resolution, int round)
        {
            var to = now.AddHours(-1).AddSeconds(-(round % 600));
            var found = await series.ReadAsync(SensorId.Create(1, 2), to - span, to, resolution, MaxPoints);
            if (found.Points.Count < 1000)
                throw new InvalidOperationException($"{span} gave {found.Points.Count} points only.");
        }
    }

    private static async Task<List<double>> TimeAsync(TimeSpan duration, Func<int, Task> query)
    {
        for (var warmUp = 0; warmUp < 20; warmUp++)
            await query(warmUp);
        List<double> samples = [];
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (var round = 0; Stopwatch.GetTimestamp() < until || samples.Count < 100; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await query(round);
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return samples;
    }
}
