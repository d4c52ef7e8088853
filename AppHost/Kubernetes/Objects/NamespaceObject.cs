using Faultline.Kubernetes.Profiles;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>The namespace, which refuses every pod that is not restricted (Pod Security Standards).</summary>
internal static class NamespaceObject
{
    private const string Level = "restricted";

    public static V1Namespace Of(KubernetesProfile profile) => new()
    {
        ApiVersion = V1Namespace.KubeApiVersion, Kind = V1Namespace.KubeKind,
        Metadata = new()
        {
            Name = profile.Namespace,
            Labels = new Dictionary<string, string>(Labels.OfApplication())
            {
                ["pod-security.kubernetes.io/enforce"] = Level, ["pod-security.kubernetes.io/audit"] = Level, ["pod-security.kubernetes.io/warn"] = Level,
            },
        },
    };
}
