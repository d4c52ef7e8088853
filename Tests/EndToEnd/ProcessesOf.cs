using System.ComponentModel;
using System.Diagnostics;

namespace Faultline.EndToEnd;

/// <summary>Finds what an AppHost started, by the environment variable that all of it inherits. Linux; elsewhere nothing is found.</summary>
public static class ProcessesOf
{
    /// <summary>Variable with AppHost's process id in the environment of everything below it.</summary>
    public const string Variable = "FAULTLINE_PARENT_PID";

    /// <summary>Processes below an AppHost, also when that is gone.</summary>
    public static IReadOnlyList<Process> Find(int appHost)
    {
        if (!OperatingSystem.IsLinux()) return [];
        var entry = $"{Variable}={appHost}";
        return [.. Process.GetProcesses().Where(process => Environment(process.Id).Contains(entry))];
    }

    /// <summary>Waits until none is left.</summary>
    /// <exception cref="InvalidOperationException">Some still run; the message names them.</exception>
    public static async Task WaitGoneAsync(int appHost, TimeSpan timeout)
    {
        var all = Task.WhenAll(Find(appHost).Select(WaitAsync));
        await Task.WhenAny(all, Task.Delay(timeout));
        var left = Find(appHost);
        if (left.Count > 0) throw new InvalidOperationException($"left behind: {string.Join(", ", left.Select(process => $"{process.ProcessName} {process.Id}"))}");
    }

    private static async Task WaitAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync();
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            return; // It ended while being looked at.
        }
    }

    private static string[] Environment(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/environ").Split('\0');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return []; // It ended, or belongs to someone else.
        }
    }
}
