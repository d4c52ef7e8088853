using System.Diagnostics;

namespace Faultline.AppHost.Embedded;

/// <summary>
/// The child that owns the PostgreSQL process: starts it, and stops it by a fast shutdown when told to or when AppHost is gone.
/// Arguments: folder of the binaries, data folder, user or "-", then server settings as NAME=VALUE.
/// </summary>
internal static class PostgresVerb
{
    /// <summary>First words of the line that tells AppHost the postmaster's process id.</summary>
    public const string PidLine = "postmaster pid ";

    private static readonly TimeSpan FastShutdown = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ImmediateShutdown = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string[] args)
    {
        var (bin, data, user) = (args[0], args[1], args[2]);
        await EndPredecessorAsync(data);
        var start = new ProcessStartInfo(PostgresInstallation.Executable(bin, "postgres")) { UseShellExecute = false, WorkingDirectory = data };
        start.ArgumentList.Add("-D");
        start.ArgumentList.Add(data);
        foreach (var setting in args[3..])
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        if (user != "-") start.UserName = user;
        using var postmaster = Process.Start(start)!;
        Console.WriteLine($"{PidLine}{postmaster.Id}");
        var exited = postmaster.WaitForExitAsync();
        if (await Task.WhenAny(exited, Verbs.StopRequestedAsync()) != exited) await StopAsync(postmaster, bin, data, exited);
        await exited;
        return postmaster.ExitCode;
    }

    private static async Task StopAsync(Process postmaster, string bin, string data, Task exited)
    {
        if (OperatingSystem.IsWindows())
        {
            using var stop = Process.Start(PostgresInstallation.Executable(bin, "pg_ctl"), ["stop", "-D", data, "-m", "fast"]);
            await Task.WhenAny(exited, Task.Delay(FastShutdown + ImmediateShutdown));
        }
        else
        {
            Posix.Send(postmaster.Id, Posix.SigInt);
            if (await Task.WhenAny(exited, Task.Delay(FastShutdown)) == exited) return;
            Posix.Send(postmaster.Id, Posix.SigQuit);
            if (await Task.WhenAny(exited, Task.Delay(ImmediateShutdown)) == exited) return;
        }

        if (!postmaster.HasExited) postmaster.Kill();
    }

    /// <summary>
    /// A postmaster whose owner was killed may still run on this data: it is asked to stop and waited for. Backends of a dead postmaster are
    /// PostgreSQL's own business: it refuses to start while they hold its shared memory, and AppHost tries again.
    /// </summary>
    private static async Task EndPredecessorAsync(string data)
    {
        var file = Path.Combine(data, "postmaster.pid");
        if (OperatingSystem.IsWindows() || !File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), out var pid)) return;
        // The number may belong to another program by now.
        var commandLine = $"/proc/{pid}/cmdline";
        if (OperatingSystem.IsLinux() && !(File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(data, StringComparison.Ordinal))) return;
        try
        {
            using var predecessor = Process.GetProcessById(pid);
            if (!OperatingSystem.IsLinux() && !predecessor.ProcessName.Contains("postgres", StringComparison.Ordinal)) return;
            Posix.Send(pid, Posix.SigInt);
            var exited = predecessor.WaitForExitAsync();
            if (await Task.WhenAny(exited, Task.Delay(FastShutdown)) != exited) Posix.Send(pid, Posix.SigQuit);
            await Task.WhenAny(exited, Task.Delay(ImmediateShutdown));
        }
        catch (ArgumentException)
        {
            return; // It ended in between.
        }
    }
}
