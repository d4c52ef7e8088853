using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.Scorer.Models;

/// <summary>Degraded while the newest roles are not in service: this replica then answers with older models than others.</summary>
internal sealed class ModelsHealthCheck(ModelSync sync, ModelHost host) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        sync.Trouble is { } reason
            ? HealthCheckResult.Degraded($"{reason} In service: {host.Current.Version}.")
            : HealthCheckResult.Healthy($"Revision {host.Current.Revision}: {host.Current.Version}."));
}
