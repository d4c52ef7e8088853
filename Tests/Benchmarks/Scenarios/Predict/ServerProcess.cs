using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Faultline.EndToEnd.Line;

namespace Faultline.Benchmarks.Scenarios.Predict;

/// <summary>A server under load in a process of its own, on a free loopback port; ended with this object.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private bool isDisposed;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>CPU time it has used so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a service of this checkout, in the configuration that this program was built in.</summary>
    /// <param name="project">Its folder.</param>
    /// <param name="settings">Its environment variables.</param>
    /// <param name="listening">Where it listens; a free port by default.</param>
    public static Task<ServerProcess> StartServiceAsync(string project, IReadOnlyDictionary<string, string> settings, Uri? listening = null)
    {
        var configuration = typeof(ServerProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var assembly = Path.Combine(Checkout.Root, project, "bin", configuration, "net10.0", $"Faultline.{Path.GetFileName(project)}.dll");
        var address = listening ?? FreeAddress();
        return StartAsync([assembly], address, new Dictionary<string, string>(settings) { ["ASPNETCORE_URLS"] = address.ToString() }, "/health/live");
    }

    /// <summary>Starts this program as the echo server.</summary>
    public static Task<ServerProcess> StartEchoAsync()
    {
        var address = FreeAddress();
        return StartAsync([typeof(ServerProcess).Assembly.Location, EchoServer.Verb, address.ToString()], address, new Dictionary<string, string>(), "/");
    }

    /// <summary>Kills it; what it had in hand is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(string[] command, Uri address, IReadOnlyDictionary<string, string> settings, string readyPath)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var part in command)
            start.ArgumentList.Add(part);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} could not be started.");
        var last = "";
        process.OutputDataReceived += (_, line) => last = line.Data ?? last;
        process.ErrorDataReceived += (_, line) => last = line.Data ?? last;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, address);
        try
        {
            await server.AnswersAsync(readyPath, () => last);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private async Task AnswersAsync(string path, Func<string> last)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var patience = new CancellationTokenSource(Patience);
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{process.StartInfo.ArgumentList[0]} ended with {process.ExitCode}: {last()}");
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), patience.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));
    }
}
