namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>
/// POST /ml/predict over 1000 connections while a scorer is killed and started again: one of two, and then the only one. What the callers see of it: requests without an
/// answer, and how long the slowest waited.
/// </summary>
internal sealed class FailoverScenario : IScenario
{
    private const int Connections = 1000;
    private const double Offered = 500;

    public string Name => "failover";

    public string Summary => "POST /ml/predict while a scorer is killed and started again: one of two, and the only one";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var pair = await MeasureAsync(2, duration / 2, cancellationToken);
        var single = await MeasureAsync(1, duration / 2, cancellationToken);
        return new ScenarioResult(
            Figures("one_of_two", pair).Concat(Figures("the_only_one", single)).ToDictionary(), new Dictionary<string, double>(),
            [
                $"{Offered} requests/s offered over {Connections} connections; a scorer is killed (SIGKILL, with requests in hand) after a quarter and started again after half of the time",
                "the only one is started again at once",
                "failures are answers that are no 200 and broken connections; times are from when a request was due",
            ]);
    }

    private static async Task<LoadResult> MeasureAsync(int scorers, TimeSpan duration, CancellationToken cancellationToken)
    {
        var servers = new PredictServers();
        await using var echo = await ServerProcess.StartEchoAsync();
        var running = await Task.WhenAll(Enumerable.Range(0, scorers).Select(_ => servers.StartScorerAsync()));
        try
        {
            await using var gateway = await servers.StartGatewayAsync(echo, running);
            using var load = await HttpLoad.OpenAsync(new LoadRequest(gateway.Address, "/ml/predict", servers.Token, WindowBody.Make()), Connections, cancellationToken);
            await load.WarmUpAsync(cancellationToken);
            var offered = load.OfferAsync(Offered, duration, cancellationToken);
            await Task.Delay(duration / 4, cancellationToken);
            await running[0].DisposeAsync();
            if (scorers > 1)
                await Task.Delay(duration / 4, cancellationToken);
            running[0] = await servers.StartScorerAsync(running[0].Address);
            return await offered;
        }
        finally
        {
            foreach (var scorer in running)
                await scorer.DisposeAsync();
        }
    }

    private static Dictionary<string, double> Figures(string prefix, LoadResult result) => new()
    {
        [$"{prefix}_requests"] = result.Milliseconds.Count + result.Failures,
        [$"{prefix}_failures"] = result.Failures,
        [$"{prefix}_answered_percent"] = 100.0 * result.Milliseconds.Count / (result.Milliseconds.Count + result.Failures),
        [$"{prefix}_p50_ms"] = Percentiles.Of(result.Milliseconds, 50),
        [$"{prefix}_p95_ms"] = Percentiles.Of(result.Milliseconds, 95),
        [$"{prefix}_p99_ms"] = Percentiles.Of(result.Milliseconds, 99),
        [$"{prefix}_slowest_ms"] = result.Milliseconds.Max(),
    };
}
