namespace Faultline.Kubernetes.Options;

/// <summary>One address of each pod.</summary>
/// <param name="Port">Name of the container's port.</param>
/// <param name="Path">Path of the metrics.</param>
/// <param name="Interval">Prometheus duration.</param>
internal sealed record PodMetricsEndpoint(string Port, string Path, string Interval);
