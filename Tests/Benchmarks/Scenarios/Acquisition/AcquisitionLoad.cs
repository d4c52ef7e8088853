using System.Text.Json;
using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Benchmarks.Scenarios.Acquisition;

/// <summary>100 devices with 1000 tags each at 1 Hz, read by one collector, whose process alone is measured.</summary>
internal static class AcquisitionLoad
{
    private const int Devices = 100;
    private const int Tags = 1000;
    private const int RegistersPerTag = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static async Task<Dictionary<string, double>> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("faultline-bench-").FullName;
        try
        {
            await using var servers = await DeviceServers.StartAsync(Devices);
            KeepConfiguration(folder, [.. servers.Ports.Select((port, index) => Plants.Device(index, port, Tags))]);
            await using var collector = await CollectorProcess.StartAsync(
                folder, ("ConnectionStrings:faultline", "Host=127.0.0.1;Port=1;Username=nobody;Database=none"), ("ConnectionStrings:redis", "127.0.0.1:1,connectTimeout=200"));
            await Task.Delay(WarmUp, cancellationToken);
            var (before, cpu, began) = (await collector.MetricsAsync(cancellationToken), collector.CpuSeconds, TimeProvider.System.GetTimestamp());
            await Task.Delay(duration, cancellationToken);
            var (after, seconds) = (await collector.MetricsAsync(cancellationToken), TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            var used = collector.CpuSeconds - cpu;
            double Counted(string name) => after.GetValueOrDefault(name) - before.GetValueOrDefault(name);
            var readings = Counted("faultline_collector_readings_total");
            return new Dictionary<string, double>
            {
                ["tags_per_s"] = readings / seconds,
                ["cpu_cores"] = used / seconds,
                ["memory_mb"] = collector.MemoryMb,
                ["missed_polls"] = Counted("faultline_collector_polls_skipped_total"),
                ["late_polls"] = Counted("faultline_collector_polls_late_total"),
                ["lost_connections"] = Counted("faultline_collector_connections_lost_total"),
                ["collector_registers_per_cpu_s"] = readings * RegistersPerTag / used,
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The collector starts with what it applied last when the database is away.</summary>
    private static void KeepConfiguration(string folder, IReadOnlyList<DeviceConfiguration> devices) => File.WriteAllText(
        Path.Combine(folder, "configuration.json"),
        JsonSerializer.Serialize(new { version = new ConfigurationVersion(1, TimeProvider.System.GetUtcNow(), "benchmark", ""), devices }, FaultlineJson.Options));
}
