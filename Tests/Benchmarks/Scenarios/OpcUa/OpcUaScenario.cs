using System.Globalization;

namespace Faultline.Benchmarks.Scenarios.OpcUa;

/// <summary>
/// Subscribing to 10,000 doubles that change every 100 ms, in 10 subscriptions, over SignAndEncrypt Basic256Sha256: our client and node-opcua's, one
/// after the other, at node-opcua's server and then at ours.
/// </summary>
internal sealed class OpcUaScenario : IScenario
{
    public string Name => "opcua";

    public string Summary => "CPU of a million subscribed values, beside node-opcua's client at the same servers";

    public async Task<ScenarioResult> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("faultline-benchmark-").FullName;
        try
        {
            await using var server = OpcUaProcess.Node("opcua_server.js", folder);
            var url = $"opc.tcp://127.0.0.1:{(await server.PortAsync()).ToString(CultureInfo.InvariantCulture)}";
            var seconds = duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            double[] ours, theirs;
            await using (var client = OpcUaProcess.OwnClient(url, "ns=1;s=Load", seconds))
                ours = await client.FiguresAsync(duration);
            await using (var client = OpcUaProcess.Node("opcua_client.js", folder, url, seconds))
                theirs = await client.FiguresAsync(duration);
            var (atOurs, theirsAtOurs, ownServer) = await AtOwnServerAsync(folder, seconds, duration);
            return Result(ours, theirs, atOurs, theirsAtOurs, ownServer, duration);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double[] Client, double[] Theirs, double[] Server)> AtOwnServerAsync(string folder, string seconds, TimeSpan duration)
    {
        await using var server = OpcUaProcess.Own(ChangingServer.Role, folder);
        var url = $"opc.tcp://127.0.0.1:{(await server.PortAsync()).ToString(CultureInfo.InvariantCulture)}";
        double[] ours, theirs;
        await using (var client = OpcUaProcess.OwnClient(url, "ns=1;s=Load", seconds))
            ours = await client.FiguresAsync(duration);
        await using (var client = OpcUaProcess.Node("opcua_client.js", folder, url, seconds))
            theirs = await client.FiguresAsync(duration);
        return (ours, theirs, await server.EndAsync());
    }

    private static ScenarioResult Result(double[] ours, double[] theirs, double[] atOurs, double[] theirsAtOurs, double[] ownServer, TimeSpan duration)
    {
        var figures = Figures(ours, duration, "node_opcua_server_");
        figures["node_opcua_server_bytes_per_value"] = ours[3] / ours[0];
        foreach (var (name, figure) in Figures(atOurs, duration, "own_server_"))
            figures[name] = figure;
        figures["own_server_bytes_per_value"] = atOurs[3] / atOurs[0];
        figures["own_server_process_cores"] = ownServer[0] / ownServer[1];
        figures["own_server_process_memory_mb"] = ownServer[2];
        figures["node_opcua_server_cpu_to_floor"] = ours[1] / ours[0] / (theirs[1] / theirs[0]);
        figures["own_server_cpu_to_floor"] = atOurs[1] / atOurs[0] / (theirsAtOurs[1] / theirsAtOurs[0]);
        var floor = Figures(theirs, duration, "node_opcua_client_at_node_opcua_server_");
        foreach (var (name, figure) in Figures(theirsAtOurs, duration, "node_opcua_client_at_own_server_"))
            floor[name] = figure;
        return new ScenarioResult(
            figures,
            floor,
            [
                "shape: 10 subscriptions of 1000 doubles, sampled and published every 100 ms, queue size 1, both timestamps; clients run one after the other",
                "own_server_process: our server's own CPU over its whole life, start and making of items included",
                "our client's process waits for messages without spinning, as the collector's is set to",
                "cpu and memory are those of the client's process, after 500,000 values to warm up; values_per_s is what the server manages on the same cores",
            ]);
    }

    private static Dictionary<string, double> Figures(double[] measured, TimeSpan duration, string prefix) => new()
    {
        [prefix + "values_per_s"] = measured[0] / duration.TotalSeconds,
        [prefix + "cpu_s_per_million"] = measured[1] / measured[0] * 1e6,
        [prefix + "memory_mb"] = measured[2],
    };
}
