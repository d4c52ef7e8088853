using k8s;
using k8s.Models;

namespace Faultline.Kubernetes.Output;

/// <summary>What identifies an object within a deployment.</summary>
internal sealed record ObjectKey(string Kind, string Name)
{
    public static ObjectKey Of(IKubernetesObject<V1ObjectMeta> item) => new(item.Kind, item.Metadata.Name);

    /// <summary>File of its patch.</summary>
    public string PatchFile => $"patches/{Kind.ToLowerInvariant()}-{Name}.yaml";
}
