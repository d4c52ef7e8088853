using System.Diagnostics;
using System.Text.Json;
using Faultline.Kubernetes.Tests;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Faultline.Deploy.Tests;

/// <summary>What a service writes to standard output with the variables that it has in a cluster: what the log collection reads.</summary>
public sealed class LogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Output_InACluster_IsOneJsonObjectALineWithItsTrace()
    {
        using var service = Start();
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            var address = await FindAsync(service, line => Message(line)?.StartsWith("Now listening on: http", StringComparison.Ordinal) is true, limit.Token);
            using var http = new HttpClient { BaseAddress = new Uri(Message(address)!.Split(' ')[^1]) };
            var trace = ActivityTraceId.CreateRandom().ToHexString();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01" } } };
            using var response = await http.SendAsync(request, limit.Token);
            Assert.True(response.IsSuccessStatusCode);

            var line = await FindAsync(service, line => Scopes(line).Any(scope => scope.TryGetProperty("TraceId", out var id) && id.GetString() == trace), limit.Token);
            Assert.Equal("Information", line.GetProperty("LogLevel").GetString());
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", line.GetProperty("Timestamp").GetString());
            Assert.True(Scopes(line).First().TryGetProperty("SpanId", out _));
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync().WaitAsync(Patience);
        }
    }

    private static string? Message(JsonElement line) => line.GetProperty("Message").GetString();

    private static IEnumerable<JsonElement> Scopes(JsonElement line) =>
        line.TryGetProperty("Scopes", out var scopes) ? scopes.EnumerateArray().Where(scope => scope.ValueKind == JsonValueKind.Object) : [];

    /// <summary>Reads lines, each of which must be an object, up to the one sought.</summary>
    private static async Task<JsonElement> FindAsync(Process service, Func<JsonElement, bool> fits, CancellationToken cancellationToken)
    {
        while (await service.StandardOutput.ReadLineAsync(cancellationToken) is { } text)
        {
            var line = JsonDocument.Parse(text).RootElement;
            if (fits(line)) return line;
        }

        throw new InvalidOperationException("the service ended");
    }

    private static Process Start()
    {
        var program = Path.Combine(Checkout.Root, "Services", "Simulator", "bin", Checkout.Configuration, "net10.0", "Faultline.Simulator.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true };
        foreach (var (name, value) in ClusterVariables()) start.Environment[name] = value;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Simulator__ModbusPort"] = "0";
        // Requests are logged at Information, which has to be asked for.
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Information";
        return Process.Start(start)!;
    }

    /// <summary>The variables for logging of the simulator's ConfigMap in the single-node overlay.</summary>
    private static List<(string Name, string Value)> ClusterVariables()
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Checkout.Kubernetes, "overlays", "single-node", "simulator.yaml"));
        stream.Load(reader);
        var map = stream.Documents.Select(document => (YamlMappingNode)document.RootNode).Single(document => document["kind"].ToString() == "ConfigMap");
        var variables = ((YamlMappingNode)map["data"]).Select(entry => (Name: entry.Key.ToString(), Value: entry.Value.ToString()))
            .Where(entry => entry.Name.StartsWith("Logging__", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(variables);
        return variables;
    }
}
