using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Profiles;
using k8s.Models;

namespace Faultline.Kubernetes.Objects;

/// <summary>Nothing may talk to anything, except along the graph's edges, to the cluster's DNS, and from the ingress controller to what is external.</summary>
internal static class NetworkPolicies
{
    private const string NamespaceLabel = "kubernetes.io/metadata.name";

    public static V1NetworkPolicy DefaultDeny(KubernetesProfile profile) => Policy(Metadata.Of("default-deny", profile.Namespace), new(), null, null);

    public static V1NetworkPolicy Dns(KubernetesProfile profile) => Policy(Metadata.Of("allow-dns", profile.Namespace), new(), null,
    [
        new()
        {
            To = [new() { NamespaceSelector = Namespace("kube-system"), PodSelector = new() { MatchLabels = new Dictionary<string, string> { ["k8s-app"] = "kube-dns" } } }],
            Ports = [new() { Protocol = "UDP", Port = 53 }, new() { Protocol = "TCP", Port = 53 }],
        },
    ]);

    /// <summary>Who may call this workload, and whom it may call.</summary>
    public static V1NetworkPolicy Of(Workload workload, IReadOnlyList<GraphEdge> edges)
    {
        var ingress = edges.Where(edge => edge.To == workload.Name).GroupBy(edge => edge.From)
            .Select(calls => new V1NetworkPolicyIngressRule { FromProperty = [Pods(calls.Key)], Ports = [.. calls.Select(Port)] }).ToList();
        var egress = edges.Where(edge => edge.From == workload.Name).GroupBy(edge => edge.To)
            .Select(calls => new V1NetworkPolicyEgressRule { To = [Pods(calls.Key)], Ports = [.. calls.Select(Port)] }).ToList();
        foreach (var binding in workload.Bindings.Where(binding => binding.IsExternal && workload.Deployment.Ingress is not null))
            ingress.Add(new() { FromProperty = [new() { NamespaceSelector = Namespace(workload.Deployment.Ingress!.ControllerNamespace) }], Ports = [Port(binding)] });
        return Policy(Metadata.Of(workload), Select(workload.Name), ingress, egress);
    }

    /// <summary>Out to the plant.</summary>
    public static V1NetworkPolicy Machines(KubernetesProfile profile, MachineProfile machines) =>
        Policy(Metadata.Of($"{machines.Reader}-machines", profile.Namespace), Select(machines.Reader), null,
        [
            new() { To = [new() { IpBlock = new() { Cidr = machines.Network } }], Ports = [.. machines.Ports.Select(port => new V1NetworkPolicyPort { Protocol = "TCP", Port = port })] },
        ]);

    private static V1NetworkPolicy Policy(
        V1ObjectMeta metadata, V1LabelSelector pods, IList<V1NetworkPolicyIngressRule>? ingress, IList<V1NetworkPolicyEgressRule>? egress) => new()
    {
        ApiVersion = $"{V1NetworkPolicy.KubeGroup}/{V1NetworkPolicy.KubeApiVersion}", Kind = V1NetworkPolicy.KubeKind, Metadata = metadata,
        Spec = new() { PodSelector = pods, PolicyTypes = ["Ingress", "Egress"], Ingress = NullIfEmpty(ingress), Egress = NullIfEmpty(egress) },
    };

    private static IList<T>? NullIfEmpty<T>(IList<T>? rules) => rules is { Count: > 0 } ? rules : null;

    private static V1NetworkPolicyPeer Pods(string workload) => new() { PodSelector = Select(workload) };

    private static V1LabelSelector Select(string workload) => new() { MatchLabels = Labels.Selector(workload) };

    private static V1LabelSelector Namespace(string name) => new() { MatchLabels = new Dictionary<string, string> { [NamespaceLabel] = name } };

    // A policy sees the pod's own port, not its Service's.
    private static V1NetworkPolicyPort Port(GraphEdge edge) => Port(edge.Binding);

    private static V1NetworkPolicyPort Port(ManifestBinding binding) => new() { Protocol = "TCP", Port = binding.ListeningPort };
}
