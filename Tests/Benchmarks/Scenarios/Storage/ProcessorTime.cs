using System.Diagnostics;
using System.Globalization;

namespace Faultline.Benchmarks.Scenarios.Storage;

/// <summary>Processor time of this process and of a PostgreSQL server with all its processes, from /proc (proc(5)).</summary>
internal static class ProcessorTime
{
    /// <summary>USER_HZ of Linux on every architecture that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Seconds used by this process.</summary>
    public static double Client()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Seconds used by the server of that process id: its own, those of ended children, and those of running ones.</summary>
    public static double Server(int processId)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Stat(folder) is not { } fields)
                continue;
            if (id == processId)
                ticks += fields[11] + fields[12] + fields[13] + fields[14];
            else if (fields[1] == processId)
                ticks += fields[11] + fields[12];
        }
        return ticks / TicksPerSecond;
    }

    /// <summary>Fields of stat from the third (state, here 0) on; null when the process ended meanwhile.</summary>
    private static long[]? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return [0, .. fields.Skip(1).Select(field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
