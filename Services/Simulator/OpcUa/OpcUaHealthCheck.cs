using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.Simulator.OpcUa;

/// <summary>Ready once the machines can be asked, or where nobody wants them to be.</summary>
internal sealed class OpcUaHealthCheck(OpcUaService service) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(service.Listening || !service.Enabled
            ? HealthCheckResult.Healthy(service.Enabled ? $"Listening on port {service.Port}." : "Not enabled.")
            : HealthCheckResult.Unhealthy("The OPC UA server does not listen."));
}
