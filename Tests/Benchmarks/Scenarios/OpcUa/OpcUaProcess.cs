using System.Diagnostics;
using System.Globalization;

namespace Faultline.Benchmarks.Scenarios.OpcUa;

/// <summary>A server or client of the scenario, running as a process of its own; servers end when their input does.</summary>
internal sealed class OpcUaProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly Process process;

    private OpcUaProcess(Process process) => this.process = process;

    /// <summary>A script of peers/ with node.</summary>
    public static OpcUaProcess Node(string script, params string[] arguments)
    {
        var packages = Path.Combine(RepositoryRoot(), ".peers", "opcua", "node_modules");
        if (!Directory.Exists(packages))
            throw new FileNotFoundException("node-opcua is not there; Tests/Interop/setup.sh installs it.", packages);
        return Start("node", [Path.Combine(RepositoryRoot(), "Tests", "Benchmarks", "peers", script), .. arguments], ("NODE_PATH", packages));
    }

    /// <summary>This program in another role.</summary>
    public static OpcUaProcess Own(params string[] arguments) => Start(Environment.ProcessPath!, arguments);

    /// <summary>Our client, waiting for messages as the collector's runtime does: without spinning (see Collector.csproj).</summary>
    public static OpcUaProcess OwnClient(params string[] arguments) =>
        Start(Environment.ProcessPath!, [SubscribingClient.Role, .. arguments], ("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0"));

    /// <summary>The port of a server that has printed "PORT n".</summary>
    public async Task<int> PortAsync()
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
            if (line.StartsWith("PORT ", StringComparison.Ordinal))
                return int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture);
        throw new InvalidOperationException("The server ended without a port.");
    }

    /// <summary>The numbers in the last line that a client printed before it ended.</summary>
    public async Task<double[]> FiguresAsync(TimeSpan duration)
    {
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(duration + Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);
        return process.ExitCode == 0
            ? [.. output.TrimEnd().Split('\n')[^1].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ended with {process.ExitCode}.");
    }

    /// <summary>Ends a server of this program; the numbers that it printed last.</summary>
    public Task<double[]> EndAsync()
    {
        process.StandardInput.Close();
        return FiguresAsync(TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync().WaitAsync(Limit);
        process.Dispose();
    }

    private static OpcUaProcess Start(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new OpcUaProcess(Process.Start(start)!);
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Aspire.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}.");
    }
}
