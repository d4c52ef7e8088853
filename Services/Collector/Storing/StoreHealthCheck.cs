using Faultline.Collector.Spooling;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.Collector.Storing;

/// <summary>Unhealthy while readings cannot be stored, with the reason and how much waits.</summary>
internal sealed class StoreHealthCheck(StoreService service, Spool spool) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object> { ["spool_bytes"] = spool.Bytes };
        return Task.FromResult(service.Fault is { } fault
            ? HealthCheckResult.Unhealthy($"Readings stay in the spool: {fault}", data: data)
            : service.Misfit is { } misfit
            ? HealthCheckResult.Degraded($"A system is not registered: {misfit}", data: data)
            : HealthCheckResult.Healthy("Readings are stored.", data));
    }
}
