using Faultline.Kubernetes.Manifest;
using k8s;
using k8s.Models;
using Xunit;

namespace Faultline.Kubernetes.Tests;

/// <summary>Names, selectors, ports and network policies fit each other and the graph.</summary>
public sealed class WiringTests
{
    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Service_Always_SelectsPodsThatHaveItsPorts(string overlay)
    {
        var deployment = new Deployment(overlay);
        Assert.NotEmpty(deployment.All<V1Service>());
        Assert.All(deployment.All<V1Service>(), service =>
        {
            var pods = Assert.Single(deployment.Pods, pods => Deployment.Matches(service.Spec.Selector, pods.Template.Metadata.Labels));
            Assert.All(service.Spec.Ports, port => Assert.Contains(pods.Template.Spec.Containers.Single().Ports, open => open.Name == port.TargetPort.Value));
        });
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Selector_OfWhatMakesPods_FindsThemAndNoOthers(string overlay)
    {
        var deployment = new Deployment(overlay);
        var selectors = deployment.All<V1Deployment>().Select(item => (item.Metadata.Name, item.Spec.Selector))
            .Concat(deployment.All<V1StatefulSet>().Select(item => (item.Metadata.Name, item.Spec.Selector)));
        foreach (var (name, selector) in selectors)
            Assert.Equal(name, Assert.Single(deployment.Pods, pods => Deployment.Matches(selector.MatchLabels, pods.Template.Metadata.Labels)).Name);
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Name_Always_IsUniqueAndInTheNamespace(string overlay)
    {
        var deployment = new Deployment(overlay);
        Assert.Equal(deployment.Objects.Count, deployment.Objects.Select(item => (item.Kind, item.Metadata.Name)).Distinct().Count());
        Assert.All(deployment.Objects.Where(item => item is not V1Namespace), item => Assert.Equal("faultline", item.Metadata.NamespaceProperty));
        Assert.All(deployment.Objects, item => Assert.Matches("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", item.Metadata.Name));
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Policy_OfAnOverlay_LetsThroughTheGraphsEdgesAndNothingElse(string overlay)
    {
        var deployment = new Deployment(overlay);
        var graph = GraphEdge.Of(Deployment.Manifest, deployment.Profile.Workloads.Keys.ToHashSet())
            .Select(edge => $"{edge.From} -> {edge.To}:{edge.Binding.ListeningPort}").Order().ToList();
        Assert.Contains("collector -> timescaledb:5432", graph);
        Assert.Equal(graph, Allowed(deployment, egress: true).Order());
        Assert.Equal(graph, Allowed(deployment, egress: false).Order());
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Policy_BesidesTheGraph_IsOnlyDenialDnsIngressAndThePlant(string overlay)
    {
        var deployment = new Deployment(overlay);
        var deny = deployment.All<V1NetworkPolicy>().Single(policy => policy.Metadata.Name == "default-deny");
        Assert.True(deny.Spec.PodSelector.MatchLabels is null && deny.Spec.Ingress is null && deny.Spec.Egress is null);
        Assert.All(deployment.All<V1NetworkPolicy>(), policy => Assert.Equal(["Ingress", "Egress"], policy.Spec.PolicyTypes));
        var outward = deployment.All<V1NetworkPolicy>().SelectMany(policy => (policy.Spec.Egress ?? []).SelectMany(rule => rule.To).Concat((policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty))
            .Where(peer => peer.NamespaceSelector is not null || peer.IpBlock is not null).Select(peer => $"{policy.Metadata.Name}: {peer.IpBlock?.Cidr ?? peer.NamespaceSelector.MatchLabels.Values.Single()}"));
        string[] expected = overlay == "production"
            ? ["allow-dns: kube-system", "collector-machines: 192.0.2.0/24", "gateway: ingress-nginx"]
            : ["allow-dns: kube-system", "gateway: ingress-nginx"];
        Assert.Equal(expected, outward.Order());
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Ingress_Always_LeadsToTheExternalEndpointOverTls(string overlay)
    {
        var deployment = new Deployment(overlay);
        var ingress = Assert.Single(deployment.All<V1Ingress>());
        var backend = Assert.Single(Assert.Single(ingress.Spec.Rules).Http.Paths).Backend.Service;
        Assert.Contains(deployment.All<V1Service>().Single(service => service.Metadata.Name == backend.Name).Spec.Ports, port => port.Name == backend.Port.Name);
        Assert.Equal([ingress.Spec.Rules[0].Host], Assert.Single(ingress.Spec.Tls).Hosts);
        Assert.Equal("3600", ingress.Metadata.Annotations["nginx.ingress.kubernetes.io/proxy-read-timeout"]);
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Secret_Always_IsReferredToAndNeverWritten(string overlay)
    {
        var deployment = new Deployment(overlay);
        Assert.Empty(deployment.All<V1Secret>());
        var keys = deployment.Pods.SelectMany(pods => pods.Template.Spec.Containers.Single().Env ?? [])
            .Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>().ToList();
        Assert.All(keys, key => Assert.Equal("faultline-secrets", key.Name));
        Assert.Equal(
            ["admin-password", "redis-password", "redis-password-uri-encoded", "timescaledb-password", "timescaledb-password-uri-encoded", "token-key"],
            keys.Select(key => key.Key).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public void Variable_PutTogetherFromParts_StandsBehindThem(string overlay)
    {
        foreach (var (_, name, template) in new Deployment(overlay).Pods)
        {
            var known = new HashSet<string>();
            foreach (var variable in template.Spec.Containers.Single().Env ?? [])
            {
                foreach (System.Text.RegularExpressions.Match part in System.Text.RegularExpressions.Regex.Matches(variable.Value ?? "", @"\$\(([A-Z_]+)\)"))
                    Assert.True(known.Contains(part.Groups[1].Value), $"{name}: {variable.Name} uses {part.Value} before it is set");
                Assert.True(known.Add(variable.Name), $"{name}: {variable.Name} is set twice");
            }
        }
    }

    private static IEnumerable<string> Allowed(Deployment deployment, bool egress) =>
        from policy in deployment.All<V1NetworkPolicy>()
        where policy.Spec.PodSelector.MatchLabels is not null && policy.Metadata.Name != "allow-dns"
        from rule in egress
            ? (policy.Spec.Egress ?? []).Select(rule => (Peers: rule.To, rule.Ports))
            : (policy.Spec.Ingress ?? []).Select(rule => (Peers: rule.FromProperty, rule.Ports))
        from peer in rule.Peers
        where peer.PodSelector is not null && peer.NamespaceSelector is null
        from port in rule.Ports
        let other = peer.PodSelector.MatchLabels["app.kubernetes.io/name"]
        select egress ? $"{policy.Metadata.Name} -> {other}:{port.Port.Value}" : $"{other} -> {policy.Metadata.Name}:{port.Port.Value}";
}
