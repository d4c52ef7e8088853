using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Faultline.ServiceDefaults;

/// <summary>Asks Redis for an answer (PING) and tells why there is none.</summary>
internal sealed class RedisHealthCheck(IConnectionMultiplexer redis) : IHealthCheck
{
    /// <summary>How long an answer may take: 3 s, well below the period at which orchestrators ask (10 s).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var latency = await redis.GetDatabase().PingAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy($"PING answered in {latency.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms.");
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"Redis does not answer: {ReasonOf(exception)}");
        }
    }

    // The client library's messages go on with its own counters in brackets; a cancelled check ran out of the time it was given.
    private static string ReasonOf(Exception exception) => exception is OperationCanceledException
        ? $"nothing came within {Patience.TotalSeconds:0} s."
        : exception.Message.Split('\n')[0].Split(" (")[0];
}
