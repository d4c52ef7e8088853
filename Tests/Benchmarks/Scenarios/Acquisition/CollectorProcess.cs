using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>The collector as a process of its own, on a free port.</summary>
internal sealed class CollectorProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly Process process;
    private readonly HttpClient http;

    private CollectorProcess(Process process, Uri address) => (this.process, http) = (process, new HttpClient { BaseAddress = address, Timeout = Limit });

    /// <summary>CPU seconds it has used.</summary>
    public double CpuSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Resident memory in MB (10^6 bytes).</summary>
    public double MemoryMb
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="folder">Its spool.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<CollectorProcess> StartAsync(string folder, params (string Key, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Faultline.Collector.dll"));
        foreach (var (key, value) in ((string, string)[])[("urls", address.ToString()), ("Faultline:SpoolFolder", folder), ("Logging:LogLevel:Default", "Error"), .. settings])
        {
            start.ArgumentList.Add("--" + key);
            start.ArgumentList.Add(value);
        }
        var collector = new CollectorProcess(Process.Start(start)!, address);
        collector.process.OutputDataReceived += (_, _) => { };
        collector.process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        collector.process.BeginOutputReadLine();
        collector.process.BeginErrorReadLine();
        await collector.ListensAsync();
        return collector;
    }

    /// <summary>Sum over all series of each of its counters and gauges, by name.</summary>
    public async Task<Dictionary<string, double>> MetricsAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, double> sums = [];
        foreach (var line in (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken)).Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var parts = line.Split(' ');
            var name = line[..line.AsSpan().IndexOfAny('{', ' ')];
            var value = double.Parse(line.Contains('}', StringComparison.Ordinal) ? line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0] : parts[1], CultureInfo.InvariantCulture);
            sums[name] = sums.GetValueOrDefault(name) + value;
        }
        return sums;
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        http.Dispose();
    }

    private async Task ListensAsync()
    {
        using var patience = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/live", UriKind.Relative), patience.Token);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
