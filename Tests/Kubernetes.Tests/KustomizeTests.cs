using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Xunit;

namespace Faultline.Kubernetes.Tests;

/// <summary>What kustomize makes of the committed files: objects that the API types accept to the letter, and exactly those of the profile.</summary>
public sealed class KustomizeTests
{
    private static string Program
    {
        get
        {
            var unpacked = Path.Combine(Checkout.Root, ".peers", "kustomize", "kustomize");
            return Environment.GetEnvironmentVariable("FAULTLINE_KUSTOMIZE") ?? (File.Exists(unpacked) ? unpacked : "kustomize");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Deployment.Overlays), MemberType = typeof(Deployment))]
    public async Task Overlay_Kustomized_IsWhatItsProfileSays(string overlay)
    {
        var built = await BuildAsync(Path.Combine(Checkout.Kubernetes, "overlays", overlay));
        var expected = new Deployment(overlay).Objects.ToDictionary(Key, Deployment.Json);
        Assert.Equal(expected.Keys.Order(), built.Keys.Order());
        foreach (var (key, item) in expected)
            Assert.True(JsonNode.DeepEquals(item, Deployment.Json(built[key])), $"{key}:\n{item}\nkustomize gives\n{Deployment.Json(built[key])}");
    }

    [SkippableTheory]
    [InlineData("pod-monitor", "PodMonitor/faultline")]
    [InlineData("opentelemetry", "NetworkPolicy/allow-telemetry")]
    public async Task Component_AddedToAnOverlay_BringsItsObjects(string component, string key)
    {
        var site = Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "site-" + component)).FullName;
        var relative = Path.GetRelativePath(site, Checkout.Kubernetes).Replace('\\', '/');
        await File.WriteAllTextAsync(Path.Combine(site, "kustomization.yaml"), $"resources: [{relative}/overlays/production]\ncomponents: [{relative}/components/{component}]\n");
        await Tool.RequireAsync(Program, "version");
        var (exitCode, output, error) = await Tool.RunAsync(Program, "build", "--load-restrictor", "LoadRestrictionsNone", site);
        Assert.True(exitCode == 0, error);
        var (kind, name) = (key.Split('/')[0], key.Split('/')[1]);
        Assert.Contains(output.Split("\n---\n"), document => document.Contains($"\nkind: {kind}\n", StringComparison.Ordinal) && document.Contains($"\n  name: {name}\n", StringComparison.Ordinal));
        if (component == "opentelemetry")
            Assert.Equal(5, output.Split("OTEL_EXPORTER_OTLP_ENDPOINT: http://otel-collector.observability:4317").Length);
    }

    [SkippableFact]
    public async Task Site_Example_HasItsOwnImagesHostAndMachines()
    {
        await Tool.RequireAsync(Program, "version");
        var (exitCode, output, error) = await Tool.RunAsync(Program, "build", Path.Combine(Checkout.Root, "deploy", "sites", "example"));
        Assert.True(exitCode == 0, error);
        Assert.DoesNotContain("ghcr.io/", output, StringComparison.Ordinal);
        foreach (var part in (string[])["host: faultline.plant.example", "cidr: 10.20.0.0/16", "Endpoint: 10.20.0.11:502", "kind: PodMonitor"])
            Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Site_WithAnExternalDatabase_HasNoneOfItsOwn()
    {
        var built = await BuildAsync(Path.Combine(Checkout.Root, "deploy", "sites", "external-database"));
        Assert.DoesNotContain("StatefulSet/timescaledb", built.Keys);
        var service = Assert.IsType<V1Service>(built["Service/timescaledb"]);
        Assert.Equal(("ExternalName", "postgres.plant.example", null), (service.Spec.Type, service.Spec.ExternalName, service.Spec.Selector));
        var callers = Assert.IsType<V1NetworkPolicy>(built["NetworkPolicy/external-database"]).Spec.PodSelector.MatchExpressions.Single().Values;
        var graph = Manifest.GraphEdge.Of(Deployment.Manifest, KubernetesGenerator.Overlays["production"].Workloads.Keys.ToHashSet());
        Assert.Equal(graph.Where(edge => edge.To == "timescaledb").Select(edge => edge.From).Order(), callers.Order());
    }

    private static string Key(IKubernetesObject<V1ObjectMeta> item) => $"{item.Kind}/{item.Metadata.Name}";

    private static async Task<Dictionary<string, IKubernetesObject<V1ObjectMeta>>> BuildAsync(string folder)
    {
        await Tool.RequireAsync(Program, "version");
        var (exitCode, output, error) = await Tool.RunAsync(Program, "build", folder);
        Assert.True(exitCode == 0, error);
        Assert.Empty(error);
        // Strict: a field that the API does not know, or one given twice, is an error.
        return KubernetesYaml.LoadAllFromString(output, null, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>().ToDictionary(Key);
    }
}
