using System.Diagnostics;
using System.Globalization;

namespace Faultline.Benchmarks.Scenarios.Modbus;

/// <summary>A program of peers/, built by setup.sh, running as a process of its own; a server among them ends when its input does.</summary>
internal sealed class NativePeer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Process process;

    private NativePeer(Process process) => this.process = process;

    public static NativePeer Start(string name, params string[] arguments)
    {
        var file = Path.Combine(RepositoryRoot(), ".peers", "benchmarks", name);
        if (!File.Exists(file))
            throw new FileNotFoundException($"{name} is not built; Tests/Benchmarks/setup.sh builds it.", file);
        return new NativePeer(Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
    }

    /// <summary>Runs a program to its end and answers the numbers that it printed.</summary>
    public static async Task<double[]> RunAsync(string name, TimeSpan duration, params string[] arguments)
    {
        await using var peer = Start(name, arguments);
        var output = await peer.process.StandardOutput.ReadToEndAsync().WaitAsync(duration + Limit);
        await peer.process.WaitForExitAsync().WaitAsync(Limit);
        return peer.process.ExitCode == 0
            ? [.. output.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{name} {string.Join(' ', arguments)} ended with {peer.process.ExitCode}.");
    }

    /// <summary>The port of a server that has printed "PORT n".</summary>
    public async Task<int> PortAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        return line?.StartsWith("PORT ", StringComparison.Ordinal) == true
            ? int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The server printed '{line}' instead of its port.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync().WaitAsync(Limit);
        process.Dispose();
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}.");
    }
}
