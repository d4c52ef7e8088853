using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Profiles;
using k8s;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>The names that a workload is reached by, and the account that it runs under.</summary>
internal static class Services
{
    public static IEnumerable<IKubernetesObject<V1ObjectMeta>> Of(Workload workload)
    {
        yield return new V1ServiceAccount
        {
            ApiVersion = V1ServiceAccount.KubeApiVersion, Kind = V1ServiceAccount.KubeKind, Metadata = Metadata.Of(workload), AutomountServiceAccountToken = false,
        };
        if (workload.Bindings.Count > 0) yield return Service(workload, workload.Name, null);
        if (workload.Profile.Kind == WorkloadKind.StatefulSet) yield return Service(workload, WorkloadObject.HeadlessName(workload), "None");
    }

    private static V1Service Service(Workload workload, string name, string? clusterIP) => new()
    {
        ApiVersion = V1Service.KubeApiVersion, Kind = V1Service.KubeKind, Metadata = Metadata.Of(workload, name),
        Spec = new()
        {
            Type = "ClusterIP",
            ClusterIP = clusterIP,
            // Pods of a headless Service are found by name also while they are starting.
            PublishNotReadyAddresses = clusterIP is null ? null : true,
            Selector = Labels.Selector(workload.Name),
            Ports = [.. workload.Bindings.Select(Port)],
        },
    };

    private static V1ServicePort Port(ManifestBinding binding) => new()
    {
        Name = binding.Name, Port = binding.ServicePort, TargetPort = binding.Name, Protocol = "TCP", AppProtocol = binding.Scheme == "http" ? "http" : null,
    };
}
