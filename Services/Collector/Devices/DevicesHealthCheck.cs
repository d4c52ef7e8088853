using Faultline.Collector.Configuring;
using Faultline.Collector.Processing;
using Faultline.TimeSeries;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.Collector.Devices;

/// <summary>
/// Unhealthy when no configuration is applied, no device answers, or the spool cannot be written; degraded, and still ready, when some devices do not answer or the newest
/// version cannot be applied.
/// </summary>
internal sealed class DevicesHealthCheck(DeviceFleet fleet, ConfigurationService configuration, Intake intake) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge());

    private HealthCheckResult Judge()
    {
        if (intake.Fault is { } fault)
            return HealthCheckResult.Unhealthy($"The spool cannot be written: {fault}");
        if (!configuration.IsApplied)
            return HealthCheckResult.Unhealthy($"No configuration is applied: {configuration.Fault ?? "the database has not been asked yet"}");
        var devices = fleet.Loops.Select(loop => loop.Status("", 0)).ToArray();
        var away = devices.Where(device => device.State != DeviceState.Answering)
            .ToDictionary(device => device.DeviceId, object (device) => device.Fault ?? "not connected yet");
        if (configuration.Fault is { } stale)
            away["configuration"] = stale;
        if (away.Count == 0)
            return HealthCheckResult.Healthy($"{devices.Length} devices answer.");
        var (first, reason) = away.First();
        var text = $"{devices.Count(device => away.ContainsKey(device.DeviceId))} of {devices.Length} devices do not answer; {first}: {reason}";
        return devices.Length > 0 && devices.All(device => device.State != DeviceState.Answering)
            ? HealthCheckResult.Unhealthy(text, data: away)
            : HealthCheckResult.Degraded(text, data: away);
    }
}
