using System.Reflection;

namespace Faultline.Kubernetes.Profiles;

/// <summary>Everything that a manifest does not say about a deployment.</summary>
public sealed partial record KubernetesProfile
{
    /// <summary>Namespace of all objects.</summary>
    public string Namespace { get; init; } = "faultline";

    /// <summary>Registry and path that the images of this repository's projects are pushed to; an overlay of a site replaces it with kustomize's <c>images</c>.</summary>
    public string Registry { get; init; } = "ghcr.io/faultline";

    /// <summary>Tag of those images: the version of this repository, in Directory.Build.props.</summary>
    public string Version { get; init; } = typeof(KubernetesProfile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Name of the Secret with a key for each secret of the manifest; made by eng/secrets.sh or an external secret store.</summary>
    public string SecretName { get; init; } = "faultline-secrets";

    /// <summary>Workloads by name; those of the manifest that are not named here are left out, with all that refers to them.</summary>
    public required IReadOnlyDictionary<string, WorkloadProfile> Workloads { get; init; }

    /// <summary>Null without one.</summary>
    public IngressProfile? Ingress { get; init; }

    /// <summary>Null where the machine is simulated.</summary>
    public MachineProfile? Machines { get; init; }

    /// <summary>Whether a drain of a node must leave pods of each workload.</summary>
    public bool HasDisruptionBudgets { get; init; }
}
