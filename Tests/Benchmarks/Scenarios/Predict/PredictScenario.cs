namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>
/// POST /ml/predict through the gateway over 1000 connections, beside a bare Kestrel endpoint that echoes the same body through the same gateway process.
/// Gateway, scorer and echo run in processes of their own; only the one that is measured has work to do.
/// </summary>
internal sealed class PredictScenario : IScenario
{
    private const int Connections = 1000;
    private const double Offered = 1000;

    // Of the whole duration, for each of the four measurements; the warm-ups come on top.
    private const double Part = 0.25;

    public string Name => "predict";

    public string Summary => "POST /ml/predict through the gateway at 1000 connections, beside an echo of the same size";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var servers = new PredictServers();
        var body = WindowBody.Make();
        await using var scorer = await servers.StartScorerAsync();
        await using var echo = await ServerProcess.StartEchoAsync();
        await using var gateway = await servers.StartGatewayAsync(echo, scorer);
        var predict = await MeasureAsync(new LoadRequest(gateway.Address, "/ml/predict", servers.Token, body), [gateway, scorer], duration * Part, cancellationToken);
        var floor = await MeasureAsync(new LoadRequest(gateway.Address, "/simulator/echo", servers.Token, body), [gateway, echo], duration * Part, cancellationToken);
        return new ScenarioResult(
            predict.Append(KeyValuePair.Create("throughput_of_floor", predict["saturated_requests_per_s"] / floor["saturated_requests_per_s"])).ToDictionary(),
            floor.ToDictionary(figure => $"echo_{figure.Key}", figure => figure.Value),
            [
                $"one window of {body.Length} bytes a request over {Connections} connections; p50, p95, p99 and requests_per_s at {Offered} requests/s offered, each from when it was due",
                "saturated: every connection sends again as soon as it is answered; times are then those of a queue of 1000",
                "gateway, server and load share this machine; the echo goes through the same gateway process with the same token check",
            ]);
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(
        LoadRequest request, ServerProcess[] servers, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var load = await HttpLoad.OpenAsync(request, Connections, cancellationToken);
        await load.WarmUpAsync(cancellationToken);
        var offered = await load.OfferAsync(Offered, duration, cancellationToken);
        var cpu = CpuOf(servers);
        var saturated = await load.SaturateAsync(duration, cancellationToken);
        return new Dictionary<string, double>
        {
            ["p50_ms"] = Percentiles.Of(offered.Milliseconds, 50),
            ["p95_ms"] = Percentiles.Of(offered.Milliseconds, 95),
            ["p99_ms"] = Percentiles.Of(offered.Milliseconds, 99),
            ["requests_per_s"] = offered.RequestsPerSecond,
            ["failures"] = offered.Failures + saturated.Failures,
            ["saturated_p50_ms"] = Percentiles.Of(saturated.Milliseconds, 50),
            ["saturated_p95_ms"] = Percentiles.Of(saturated.Milliseconds, 95),
            ["saturated_p99_ms"] = Percentiles.Of(saturated.Milliseconds, 99),
            ["saturated_requests_per_s"] = saturated.RequestsPerSecond,
            ["gateway_cpu_us_per_request"] = (CpuOf(servers)[0] - cpu[0]).TotalMicroseconds / saturated.Milliseconds.Count,
            ["server_cpu_us_per_request"] = (CpuOf(servers)[1] - cpu[1]).TotalMicroseconds / saturated.Milliseconds.Count,
        };
    }

    private static TimeSpan[] CpuOf(ServerProcess[] servers) => [.. servers.Select(server => server.CpuTime)];
}
