using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.Simulator.Modbus;

/// <summary>Ready once the machines can be asked.</summary>
internal sealed class ModbusHealthCheck(ModbusService service) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(service.Listening
            ? HealthCheckResult.Healthy($"Listening on port {service.Port}.")
            : HealthCheckResult.Unhealthy("The Modbus server does not listen."));
}
