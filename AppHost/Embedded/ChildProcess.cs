using System.ComponentModel;
using System.Diagnostics;

namespace Faultline.AppHost.Embedded;

/// <summary>A running child with its output being read.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _output;

    private ChildProcess(Process process, Action<string, bool> line)
    {
        _process = process;
        _output = Task.WhenAll(ReadAsync(process.StandardOutput, text => line(text, false)), ReadAsync(process.StandardError, text => line(text, true)));
    }

    public int Id => _process.Id;

    /// <summary>Starts the process; its standard input stays open for as long as AppHost lives, and ends with it.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="line">Takes each line and whether it came by standard error.</param>
    public static ChildProcess Start(ProcessStartInfo start, Action<string, bool> line)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        try
        {
            return new ChildProcess(Process.Start(start)!, line);
        }
        catch (Win32Exception fault)
        {
            throw new DistributedApplicationException($"cannot start {start.FileName}: {fault.Message}");
        }
    }

    /// <summary>Waits for the end and returns the exit code; 128 + n after signal n.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        // What it said last explains why it ended; a grandchild that kept the pipe must not hold this up.
        await Task.WhenAny(_output, Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode;
    }

    /// <summary>Asks it to stop: SIGTERM, or on Windows the end of its standard input, which AppHost's own verbs heed.</summary>
    public void RequestStop() => UnlessEnded(() =>
    {
        if (OperatingSystem.IsWindows()) _process.StandardInput.Close();
        else if (!_process.HasExited) Posix.Send(_process.Id, Posix.SigTerm);
    });

    /// <summary>Ends it and what it started, at once.</summary>
    public void Kill() => UnlessEnded(() => _process.Kill(entireProcessTree: true));

    public void Dispose() => _process.Dispose();

    /// <summary>Who stops it is another than who waits for its end, and may come just after that.</summary>
    private static void UnlessEnded(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException)
        {
            return; // It ended, and what it held is given back: there is nothing left to stop.
        }
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> line)
    {
        while (await reader.ReadLineAsync() is { } text) line(text);
    }
}
