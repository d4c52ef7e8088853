using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Faultline.Browser.Running;

/// <summary>
/// The gateway from its build output, started the way AppHost does it: working directory Web/Gateway, Development. Or, when
/// FAULTLINE_GATEWAY_DLL names it, a published one in Production: trimmed, as it is deployed.
/// </summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private GatewayProcess(Process process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Starts it before <paramref name="backend"/>, which plays every service, and waits until it answers.</summary>
    public static async Task<GatewayProcess> StartAsync(string backend, string tokenKey, int? port = null)
    {
        var source = Path.Combine(SourceTree.Root, "Web", "Gateway");
        var published = Environment.GetEnvironmentVariable("FAULTLINE_GATEWAY_DLL");
        var url = new Uri($"http://127.0.0.1:{port ?? FreePort()}/");
        var start = new ProcessStartInfo("dotnet", published ?? Path.Combine(source, "bin", SourceTree.Configuration, "net10.0", "Faultline.Gateway.dll"))
        {
            // A published one must run from anywhere.
            WorkingDirectory = published is null ? source : Path.GetTempPath(),
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = url.GetLeftPart(UriPartial.Authority),
                ["ASPNETCORE_ENVIRONMENT"] = published is null ? "Development" : "Production",
                ["FAULTLINE_PARENT_PID"] = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Faultline__TokenKey"] = tokenKey,
                ["services__diagnostics-api__http__0"] = backend,
                ["services__scorer__http__0"] = backend,
                ["services__simulator__http__0"] = backend,
            },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, _) => { }; // Read, so that the process never waits for a full pipe.
        process.BeginOutputReadLine();
        var gateway = new GatewayProcess(process, url);
        await gateway.WaitUntilLiveAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilLiveAsync()
    {
        using var client = new HttpClient { BaseAddress = Url };
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The gateway ended with code {process.ExitCode} at its start.");
            try
            {
                using var answer = await client.GetAsync("health/live", timeout.Token);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, timeout.Token); // Not listening yet.
            }
        }
    }
}
