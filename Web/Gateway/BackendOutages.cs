using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Yarp.ReverseProxy.Forwarder;

namespace Faultline.Gateway;

/// <summary>Counts attempts to forward that failed, and logs the first one of an outage: thousands may follow in a second.</summary>
internal sealed partial class BackendOutages(IMeterFactory meters, TimeProvider clock, ILogger<BackendOutages> logger)
{
    /// <summary>A service that fails again after so long is told of again.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, long> told = new();
    private readonly Counter<long> failures = meters.Create("Faultline.Gateway")
        .CreateCounter<long>("faultline.gateway.failures", "{attempt}", "Attempts to forward a request that failed, by service and error; repeated ones may be answered by the next.");

    /// <summary>Takes a failed attempt.</summary>
    public void Add(string service, IForwarderErrorFeature error)
    {
        failures.Add(1, new("service", service), new("error", error.Error));
        var now = clock.GetTimestamp();
        if (told.TryGetValue(service, out var last) ? clock.GetElapsedTime(last, now) >= Silence && told.TryUpdate(service, now, last) : told.TryAdd(service, now))
            LogFailed(service, error.Error, error.Exception?.Message ?? "no address is configured or healthy.");
    }
}
