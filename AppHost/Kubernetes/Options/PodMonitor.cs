namespace Faultline.Kubernetes.Options;

/// <summary>Custom resource of the Prometheus operator (monitoring.coreos.com/v1), as far as it is needed: KubernetesClient has no type for it.</summary>
internal sealed class PodMonitor
{
    public string ApiVersion { get; } = "monitoring.coreos.com/v1";

    public string Kind { get; } = "PodMonitor";

    public required k8s.Models.V1ObjectMeta Metadata { get; init; }

    public required PodMonitorSpec Spec { get; init; }
}
