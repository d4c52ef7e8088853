using Faultline.Kubernetes.Profiles;
using k8s;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>How many pods there are, and how many may be away at once.</summary>
internal static class Availability
{
    public static IEnumerable<IKubernetesObject<V1ObjectMeta>> Of(Workload workload)
    {
        if (workload.Profile.Autoscaling is { } autoscaling) yield return Autoscaler(workload, autoscaling);
        if (workload.Deployment.HasDisruptionBudgets && workload.Profile.Kind != WorkloadKind.Job) yield return Budget(workload);
    }

    private static V2HorizontalPodAutoscaler Autoscaler(Workload workload, AutoscalingProfile autoscaling) => new()
    {
        ApiVersion = $"{V2HorizontalPodAutoscaler.KubeGroup}/{V2HorizontalPodAutoscaler.KubeApiVersion}", Kind = V2HorizontalPodAutoscaler.KubeKind,
        Metadata = Metadata.Of(workload),
        Spec = new()
        {
            ScaleTargetRef = new() { ApiVersion = $"{V1Deployment.KubeGroup}/{V1Deployment.KubeApiVersion}", Kind = V1Deployment.KubeKind, Name = workload.Name },
            MinReplicas = autoscaling.Minimum,
            MaxReplicas = autoscaling.Maximum,
            Metrics = [new() { Type = "Resource", Resource = new() { Name = "cpu", Target = new() { Type = "Utilization", AverageUtilization = autoscaling.CpuPercent } } }],
            Behavior = new() { ScaleDown = new() { StabilizationWindowSeconds = 300 } },
        },
    };

    private static V1PodDisruptionBudget Budget(Workload workload) => new()
    {
        ApiVersion = $"{V1PodDisruptionBudget.KubeGroup}/{V1PodDisruptionBudget.KubeApiVersion}", Kind = V1PodDisruptionBudget.KubeKind,
        Metadata = Metadata.Of(workload),
        // One at a time; of a single pod that one, since a budget of none would hold up every drain of its node.
        Spec = new() { MaxUnavailable = 1, Selector = new() { MatchLabels = Labels.Selector(workload.Name) } },
    };
}
