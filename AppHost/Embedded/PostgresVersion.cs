using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Faultline.AppHost.Embedded;

/// <summary>Reads major releases.</summary>
internal static partial class PostgresVersion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks `postgres --version`; null where it does not run.</summary>
    public static int? OfServer(string postgres)
    {
        var start = new ProcessStartInfo(postgres, "--version") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            return process.WaitForExit(Patience) ? Parse(text) : null;
        }
        catch (Win32Exception)
        {
            return null; // Of another machine type, or not executable.
        }
    }

    /// <summary>Release that made a cluster, from its file PG_VERSION; null where there is no cluster.</summary>
    public static int? OfCluster(string data)
    {
        var file = Path.Combine(data, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>"postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)" is 15.</summary>
    internal static int? Parse(string text) =>
        Pattern().Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"PostgreSQL\)\s+(\d+)")]
    private static partial Regex Pattern();
}
