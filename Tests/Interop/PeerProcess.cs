using System.Diagnostics;

namespace Faultline.Interop;

/// <summary>A peer running as a process of its own. It ends when its input does, so it does not outlive a test host that dies.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;

    private PeerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    internal static PeerProcess Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_PATH"] = Peer.NodePath;
        start.Environment["PYTHONPATH"] = Peer.PythonPackages;
        return new PeerProcess(Process.Start(start)!);
    }

    /// <summary>Runs a peer to its end and answers what it printed; fails with what it complained about.</summary>
    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        await using var peer = Start(program, arguments);
        var output = await peer._process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await peer._process.WaitForExitAsync().WaitAsync(Limit);
        Assert.True(
            peer._process.ExitCode == 0,
            $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {peer._process.ExitCode}: {await peer._errors} {output}");
        return output;
    }

    /// <summary>Waits for the line "PORT n" of a server.</summary>
    internal async Task<int> PortAsync() => int.Parse(await LineAsync("PORT "), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Waits for a line that begins with a word; answers the rest of it.</summary>
    internal async Task<string> LineAsync(string beginning)
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line[beginning.Length..];
        throw new InvalidOperationException($"The peer ended without saying {beginning}: {await _errors}");
    }

    /// <summary>Ends its input and waits for its end; fails where that was not in peace.</summary>
    internal async Task EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Limit);
        Assert.True(_process.ExitCode == 0, $"{_process.StartInfo.FileName} ended with {_process.ExitCode}: {await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        _process.Dispose();
    }
}
