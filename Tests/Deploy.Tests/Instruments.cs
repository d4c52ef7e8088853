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

    /// <summary>Every name of a series that may stand in a rule or a panel.</summary>
    public static IReadOnlySet<string> Names { get; } = Own().Concat(Foreign).SelectMany(WithSuffixes).ToHashSet();

    /// <summary>Faultline's own, without the suffixes of histograms.</summary>
    public static IEnumerable<string> Own() =>
        from folder in (string[])["Services", "Web", "ServiceDefaults"]
        from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match match in Creation().Matches(File.ReadAllText(file))
        select PrometheusName(match.Groups["kind"].Value, match.Groups["name"].Value, match.Groups["unit"].Value);

    /// <summary>OpenTelemetry to Prometheus: dots become underscores, the unit a suffix, a counter ends in _total.</summary>
    private static string PrometheusName(string kind, string name, string unit)
    {
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return name.Replace('.', '_') + suffix + (kind.Contains("Counter", StringComparison.Ordinal) && !kind.Contains("UpDown", StringComparison.Ordinal) ? "_total" : "");
    }

    private static IEnumerable<string> WithSuffixes(string name) => [name, name + "_bucket", name + "_count", name + "_sum"];

    [GeneratedRegex("""Create(?<kind>Counter|Histogram|ObservableGauge|ObservableCounter|UpDownCounter|ObservableUpDownCounter|Gauge)(?:<\w+>)?\(\s*"(?<name>faultline\.[a-z0-9_.]+)"[^;]*?"(?<unit>s|By|\{\w+\}|1)"[\s,)]""")]
    private static partial Regex Creation();
}
