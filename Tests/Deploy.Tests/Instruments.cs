using System.Text.RegularExpressions;
using Faultline.Kubernetes.Tests;

namespace Faultline.Deploy.Tests;

/// <summary>The instruments that the services create, read from their source, by the names that /metrics gives them.</summary>
internal static partial class Instruments
{
    /// <summary>
    /// Names that come from ASP.NET Core, the .NET runtime, Npgsql, the kubelet and Prometheus itself, each as seen at /metrics of a running service or in its documentation.
    /// </summary>
    private static readonly HashSet<string> Foreign =
    [
        "http_server_request_duration_seconds", "dotnet_process_memory_working_set_bytes", "dotnet_process_cpu_time_seconds_total", "dotnet_gc_pause_time_seconds_total",
        "dotnet_thread_pool_queue_length_total", "dotnet_exceptions_total", "db_client_operation_duration_seconds", "db_client_connection_count",
        "kubelet_volume_stats_available_bytes", "kubelet_volume_stats_capacity_bytes", "up",
    ];

    /// <summary>Faultline's own, by name.</summary>
    public static IReadOnlyList<Instrument> Own { get; } =
    [
        .. (from folder in (string[])["Services", "Web", "ServiceDefaults"]
            from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from Match match in Creation().Matches(File.ReadAllText(file))
            select new Instrument(match.Groups["name"].Value, match.Groups["kind"].Value, match.Groups["unit"].Value, match.Groups["about"].Value))
            .OrderBy(instrument => instrument.Name, StringComparer.Ordinal),
    ];

    /// <summary>How many instruments the source creates, counted without looking at their arguments.</summary>
    public static int CountOfNames { get; } =
        (from folder in (string[])["Services", "Web", "ServiceDefaults"]
         from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories)
         where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
         from Match match in AnyName().Matches(File.ReadAllText(file))
         select match.Groups[1].Value).Distinct().Count();

    /// <summary>Every name of a series that may stand in a rule or a panel.</summary>
    public static IReadOnlySet<string> Names { get; } = Own.Select(instrument => instrument.PrometheusName).Concat(Foreign).SelectMany(WithSuffixes).ToHashSet();

    private static IEnumerable<string> WithSuffixes(string name) => [name, name + "_bucket", name + "_count", name + "_sum"];

    [GeneratedRegex("""Create(?<kind>Counter|Histogram|ObservableGauge|ObservableCounter|UpDownCounter|ObservableUpDownCounter|Gauge)(?:<\w+>)?\(\s*"(?<name>faultline\.[a-z0-9_.]+)"[^;]*?"(?<unit>s|By|\{\w+\}|1)",\s*"(?<about>[^"]+)["]""")]
    private static partial Regex Creation();

    [GeneratedRegex("""Create\w+(?:<\w+>)?\(\s*"(faultline\.[a-z0-9_.]+)["]""")]
    private static partial Regex AnyName();
}
