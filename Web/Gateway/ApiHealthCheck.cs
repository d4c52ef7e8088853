using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Faultline.Gateway;

/// <summary>
/// Whether the diagnostics API answers. Its absence degrades the gateway and does not make it unready: the dashboard must still be served
/// to show operators that the line is away.
/// </summary>
internal sealed class ApiHealthCheck(IConfiguration configuration) : IHealthCheck, IDisposable
{
    /// <summary>A probe on the local network takes milliseconds; probes come every few seconds.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Not from the factory: its clients retry, and a health check must say what is now.
    private readonly HttpClient client = new() { Timeout = Timeout };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (configuration[$"services:{Backends.Api}:http:0"] is not { Length: > 0 } address)
            return HealthCheckResult.Unhealthy($"services:{Backends.Api}:http:0 is not configured.");
        try
        {
            using var answer = await client.GetAsync(new Uri(new Uri(address), "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"The diagnostics API is not ready: {(int)answer.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return HealthCheckResult.Degraded($"The diagnostics API does not answer: {exception.Message}");
        }
    }

    public void Dispose() => client.Dispose();
}
