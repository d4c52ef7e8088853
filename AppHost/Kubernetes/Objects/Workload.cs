using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Profiles;

namespace Faultline.Kubernetes.Objects;

/// <summary>A resource of the manifest with its part of the profile: what the objects of one workload are made of.</summary>
internal sealed record Workload(AspireManifest Manifest, KubernetesProfile Deployment, ManifestResource Resource, WorkloadProfile Profile)
{
    public string Name => Resource.Name;

    /// <summary>Image with its tag or digest.</summary>
    public string Image => Resource.Image ?? $"{Deployment.Registry}/{Name}:{Deployment.Version}";

    /// <summary>What other workloads call it by; empty for one that only calls.</summary>
    public IReadOnlyCollection<ManifestBinding> Bindings => [.. Resource.Bindings.Values];

    /// <summary>Whether the health endpoints of Faultline's services are there.</summary>
    public bool HasHealthEndpoints => Resource.IsProject && Resource.Bindings.ContainsKey("http");

    /// <summary>Those of the manifest that the profile names, in the manifest's order.</summary>
    /// <exception cref="ManifestException">The profile names what the manifest does not have.</exception>
    public static IReadOnlyList<Workload> Of(AspireManifest manifest, KubernetesProfile profile)
    {
        var unknown = profile.Workloads.Keys.Except(manifest.Workloads.Select(resource => resource.Name)).ToList();
        if (unknown.Count > 0) throw new ManifestException($"the profile names {string.Join(", ", unknown)}, which the manifest does not have.");
        return
        [
            .. from resource in manifest.Workloads
               where profile.Workloads.ContainsKey(resource.Name)
               select new Workload(manifest, profile, resource, profile.Workloads[resource.Name]),
        ];
    }
}
