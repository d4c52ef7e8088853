using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Faultline.AppHost.Embedded;

/// <summary>The children of an AppHost that was killed end by themselves within seconds; until then they hold ports and data.</summary>
internal static class Predecessor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits for the processes that run/resources.json names, if they still are what they were.</summary>
    public static async Task WaitAsync(DataFolder data, ConsoleOutput console, CancellationToken cancellationToken)
    {
        var file = Path.Combine(data.Run, "resources.json");
        if (!File.Exists(file)) return;
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        var written = File.GetLastWriteTime(file);
        foreach (var resource in document.RootElement.EnumerateArray())
            if (resource.GetProperty("pid").ValueKind == JsonValueKind.Number)
                await WaitAsync(resource.GetProperty("name").GetString()!, resource.GetProperty("pid").GetInt32(), written, console, cancellationToken);
        File.Delete(file);
    }

    private static async Task WaitAsync(string name, int pid, DateTime written, ConsoleOutput console, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            // A process younger than the file only got the number.
            if (process.HasExited || process.StartTime > written) return;
            console.Say($"Waiting for {name} of an earlier run (process {pid}) to end");
            await Task.WhenAny(process.WaitForExitAsync(cancellationToken), Task.Delay(Patience, cancellationToken));
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return; // It ended, or belongs to someone else.
        }
    }
}
