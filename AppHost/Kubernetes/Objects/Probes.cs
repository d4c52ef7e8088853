using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>
/// What the kubelet asks. A service's /health/live says whether the process should be restarted and asks no dependency; /health/ready takes it out of
/// its Service while a dependency is away.
/// </summary>
internal static class Probes
{
    /// <summary>Sets the three probes; a Job has none.</summary>
    public static void Apply(Workload workload, V1Container container)
    {
        if (workload.HasHealthEndpoints)
        {
            container.StartupProbe = Every(2, 60, new() { HttpGet = Http("/health/live") });
            container.LivenessProbe = Every(10, 3, new() { HttpGet = Http("/health/live") });
            container.ReadinessProbe = Every(5, 3, new() { HttpGet = Http("/health/ready") });
        }
        else if (workload.Profile.ReadyCommand is { } command)
        {
            // A first start makes a database cluster, and one after a crash replays its log: up to 10 minutes.
            container.StartupProbe = Every(5, 120, new() { Exec = new() { Command = [.. command] } });
            container.LivenessProbe = Every(20, 6, new() { Exec = new() { Command = [.. command] } });
            container.ReadinessProbe = Every(5, 3, new() { Exec = new() { Command = [.. command] } });
        }
    }

    private static V1HTTPGetAction Http(string path) => new() { Path = path, Port = "http", Scheme = "HTTP" };

    private static V1Probe Every(int seconds, int failures, V1Probe probe)
    {
        probe.PeriodSeconds = seconds;
        probe.FailureThreshold = failures;
        probe.TimeoutSeconds = 5;
        return probe;
    }
}
