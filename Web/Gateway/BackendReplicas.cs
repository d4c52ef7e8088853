using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Faultline.Gateway;

/// <summary>
/// Which of several addresses of a service are asked: those that answer /health/live and carry requests. Never none: when all seem away, all are tried. A single address
/// is not judged; behind it stands the one process there is, or an orchestrator that judges for itself.
/// </summary>
internal static class BackendReplicas
{
    /// <summary>How long connecting may take; on a local network it takes less than a millisecond.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The judging of a service with so many addresses; null where there is nothing to choose.</summary>
    public static HealthCheckConfig? ChecksFor(int addresses) => addresses < 2 ? null : new HealthCheckConfig
    {
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
        Active = new ActiveHealthCheckConfig
        {
            Enabled = true,
            Interval = Interval,
            Timeout = ConnectTimeout,
            Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            Path = "/health/live",
        },
        Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate, ReactivationPeriod = Interval },
    };

    /// <summary>Lets failures count at once, not only when they are many among the requests of a minute.</summary>
    public static void Configure(TransportFailureRateHealthPolicyOptions options) =>
        (options.DetectionWindowSize, options.MinimalTotalCountThreshold) = (Interval, 5);
}
