using System.Text.Json.Nodes;
using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Objects;
using Faultline.Kubernetes.Output;
using Faultline.Kubernetes.Profiles;
using k8s.Models;

namespace Faultline.Kubernetes.Options;

/// <summary>
/// What a cluster may or may not have, as Kustomize components: the Prometheus operator, and an OpenTelemetry collector. Both stand in namespaces
/// of their own, which are let through the network policies here.
/// </summary>
internal static class Components
{
    private const string ServiceLabels = "app.kubernetes.io/part-of=faultline,app.kubernetes.io/component=service";
    private const string MonitoringNamespace = "monitoring";
    private const string TelemetryNamespace = "observability";
    private const int OtlpPort = 4317;

    public static IEnumerable<KeyValuePair<string, string>> Files(KubernetesProfile profile)
    {
        const string monitor = "components/pod-monitor/", telemetry = "components/opentelemetry/";
        yield return new(monitor + Kustomization.FileName, Kustomization.Component(["pod-monitor.yaml"], []));
        yield return new(monitor + "pod-monitor.yaml", Yaml.OfObjects([Monitor(profile), Scraping(profile)]));
        yield return new(telemetry + Kustomization.FileName, Kustomization.Component(["network.yaml"], [("environment.yaml", "ConfigMap", ServiceLabels)]));
        yield return new(telemetry + "network.yaml", Yaml.OfObjects([Exporting(profile)]));
        yield return new(telemetry + "environment.yaml", Yaml.OfNode(new JsonArray(new JsonObject
        {
            ["op"] = "add", ["path"] = "/data/OTEL_EXPORTER_OTLP_ENDPOINT", ["value"] = $"http://otel-collector.{TelemetryNamespace}:{OtlpPort}",
        })));
    }

    private static V1LabelSelector Services => new()
    {
        MatchLabels = new Dictionary<string, string>(Labels.OfApplication()) { ["app.kubernetes.io/component"] = "service" },
    };

    private static PodMonitor Monitor(KubernetesProfile profile) => new()
    {
        Metadata = Metadata.Of(Labels.Application, profile.Namespace),
        Spec = new() { Selector = Services, PodMetricsEndpoints = [new("http", "/metrics", "15s")] },
    };

    private static V1NetworkPolicy Scraping(KubernetesProfile profile) => Policy("allow-scraping", profile, new()
    {
        PodSelector = Services, PolicyTypes = ["Ingress"],
        Ingress = [new() { FromProperty = [InNamespace(MonitoringNamespace)], Ports = [Port(ManifestBinding.DefaultHttpPort)] }],
    });

    private static V1NetworkPolicy Exporting(KubernetesProfile profile) => Policy("allow-telemetry", profile, new()
    {
        PodSelector = Services, PolicyTypes = ["Egress"],
        Egress = [new() { To = [InNamespace(TelemetryNamespace)], Ports = [Port(OtlpPort)] }],
    });

    private static V1NetworkPolicy Policy(string name, KubernetesProfile profile, V1NetworkPolicySpec spec) => new()
    {
        ApiVersion = $"{V1NetworkPolicy.KubeGroup}/{V1NetworkPolicy.KubeApiVersion}", Kind = V1NetworkPolicy.KubeKind, Metadata = Metadata.Of(name, profile.Namespace), Spec = spec,
    };

    private static V1NetworkPolicyPeer InNamespace(string name) => new()
    {
        NamespaceSelector = new() { MatchLabels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = name } },
    };

    private static V1NetworkPolicyPort Port(int port) => new() { Protocol = "TCP", Port = port };
}
