using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Profiles;
using k8s;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>All objects of a manifest under one profile, each with the file that it stands in.</summary>
internal static class DeploymentObjects
{
    /// <summary>In the order in which they should be applied.</summary>
    public static IReadOnlyList<(string File, IKubernetesObject<V1ObjectMeta> Object)> Of(AspireManifest manifest, KubernetesProfile profile)
    {
        var workloads = Workload.Of(manifest, profile);
        var edges = GraphEdge.Of(manifest, workloads.Select(workload => workload.Name).ToHashSet());
        return
        [
            ("namespace", NamespaceObject.Of(profile)),
            ("network", NetworkPolicies.DefaultDeny(profile)),
            ("network", NetworkPolicies.Dns(profile)),
            .. profile.Machines is { } machines ? [("network", NetworkPolicies.Machines(profile, machines))] : Enumerable.Empty<(string, IKubernetesObject<V1ObjectMeta>)>(),
            .. workloads.SelectMany(workload => Of(workload, edges).Select(item => (workload.Name, item))),
        ];
    }

    private static IEnumerable<IKubernetesObject<V1ObjectMeta>> Of(Workload workload, IReadOnlyList<GraphEdge> edges)
    {
        yield return new ContainerEnvironment(workload).ConfigMap;
        foreach (var service in Services.Of(workload)) yield return service;
        yield return NetworkPolicies.Of(workload, edges);
        yield return WorkloadObject.Of(workload);
        foreach (var item in Availability.Of(workload)) yield return item;
        if (workload.Deployment.Ingress is { } ingress)
            foreach (var binding in workload.Bindings.Where(binding => binding.IsExternal))
                yield return IngressObject.Of(workload, binding, ingress);
    }
}
