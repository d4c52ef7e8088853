using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.Collector.Polling;

/// <summary>Unhealthy when no machine answers or the spool cannot be written; degraded, and still ready, when some machines do not answer.</summary>
internal sealed class PollingHealthCheck(PollingService polling, Intake intake) : IHealthCheck
{
    // A machine is asked every 20 ms; two seconds are longer than a request may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge());

    private HealthCheckResult Judge()
    {
        if (intake.Fault is { } fault)
            return HealthCheckResult.Unhealthy($"The spool cannot be written: {fault}");
        var away = polling.Machines
            .Where(machine => machine.Value.Fault is not null || !(machine.Value.SinceLastPoll < Patience))
            .ToDictionary(machine => machine.Key.Definition.Id.Value, object (machine) => machine.Value.Fault ?? "no answer lately");
        if (away.Count == 0)
            return HealthCheckResult.Healthy($"{polling.Machines.Count} machines answer.");
        var (first, reason) = away.First();
        var text = $"{away.Count} of {polling.Machines.Count} machines do not answer; {first}: {reason}";
        return away.Count == polling.Machines.Count ? HealthCheckResult.Unhealthy(text, data: away) : HealthCheckResult.Degraded(text, data: away);
    }
}
