using System.Diagnostics;
using System.Globalization;

namespace Faultline.Tests.Databases;

/// <summary>A program run as an unprivileged user, with its last output kept for the message when it fails.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int KeptLines = 30;

    private readonly Process process;
    private readonly Queue<string> lines = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> awaited = [];
    private readonly EventHandler onExit;

    private ServerProcess(string program, IReadOnlyList<string> arguments)
    {
        process = new Process { StartInfo = StartInfo(program, arguments), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, e) => OnLine(e.Data);
        process.ErrorDataReceived += (_, e) => OnLine(e.Data);
        // Tests that are broken off must not leave a server behind.
        onExit = (_, _) => Kill();
        AppDomain.CurrentDomain.ProcessExit += onExit;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its process id; setpriv replaces itself by the program.</summary>
    public int Id => process.Id;

    public static ServerProcess Start(string program, IReadOnlyList<string> arguments) => new(program, arguments);

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string program, IReadOnlyList<string> arguments)
    {
        using var run = new ServerProcess(program, arguments);
        await run.process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        if (run.process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {run.process.ExitCode}: {run.Tail()}");
    }

    /// <summary>Completes when a line of output has <paramref name="text"/>; fails when the program ends before.</summary>
    public async Task WaitForLineAsync(string text, TimeSpan patience)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (lines)
        {
            if (lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
                return;
            awaited.Add((text, seen));
        }
        await Task.WhenAny(seen.Task, process.WaitForExitAsync()).WaitAsync(patience);
        if (!seen.Task.IsCompleted)
            throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}: {Tail()}");
    }

    /// <summary>Signals the program and waits for its end.</summary>
    public async Task EndAsync(string signal, TimeSpan patience)
    {
        using (this)
        {
            if (!process.HasExited)
            {
                using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
                await process.WaitForExitAsync().WaitAsync(patience);
            }
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= onExit;
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
        {
            start.FileName = "setpriv";
            foreach (var argument in new[] { "--reuid=postgres", "--regid=postgres", "--clear-groups", program })
                start.ArgumentList.Add(argument);
        }
        else
        {
            start.FileName = program;
        }
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private void OnLine(string? line)
    {
        if (line is null)
            return;
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > KeptLines)
                lines.Dequeue();
            foreach (var (text, seen) in awaited)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    seen.TrySetResult();
            }
        }
    }

    private string Tail()
    {
        lock (lines)
            return string.Join('\n', lines);
    }
}
