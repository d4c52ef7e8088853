namespace Faultline.Kubernetes.Options;

/// <summary>Which pods are asked for metrics, and where.</summary>
internal sealed class PodMonitorSpec
{
    public required k8s.Models.V1LabelSelector Selector { get; init; }

    public required IReadOnlyList<PodMetricsEndpoint> PodMetricsEndpoints { get; init; }
}
