using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>Names and labels of objects.</summary>
internal static class Metadata
{
    public static V1ObjectMeta Of(Workload workload, string? name = null) => new()
    {
        Name = name ?? workload.Name, NamespaceProperty = workload.Deployment.Namespace, Labels = Labels.Of(workload),
    };

    public static V1ObjectMeta Of(string name, string @namespace) => new()
    {
        Name = name, NamespaceProperty = @namespace, Labels = Labels.OfApplication(),
    };
}
