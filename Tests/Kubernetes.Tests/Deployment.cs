using System.Text.Json.Nodes;
using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Objects;
using Faultline.Kubernetes.Profiles;
using k8s;
using k8s.Models;

namespace Faultline.Kubernetes.Tests;

/// <summary>All objects of one overlay.</summary>
internal sealed class Deployment(string overlay)
{
    public static IEnumerable<object[]> Overlays => KubernetesGenerator.Overlays.Keys.Select(name => new object[] { name });

    public static AspireManifest Manifest { get; } = AspireManifest.Parse(File.ReadAllText(Checkout.Manifest));

    public KubernetesProfile Profile { get; } = KubernetesGenerator.Overlays[overlay];

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects { get; } = [.. DeploymentObjects.Of(Manifest, KubernetesGenerator.Overlays[overlay]).Select(item => item.Object)];

    /// <summary>Kind and name of what makes pods, with its template.</summary>
    public IEnumerable<(string Kind, string Name, V1PodTemplateSpec Template)> Pods => Objects.Select(item => item switch
    {
        V1Deployment deployment => (item.Kind, item.Metadata.Name, deployment.Spec.Template),
        V1StatefulSet set => (item.Kind, item.Metadata.Name, set.Spec.Template),
        V1Job job => (item.Kind, item.Metadata.Name, job.Spec.Template),
        _ => default,
    }).Where(pods => pods.Kind is not null);

    public IEnumerable<T> All<T>() => Objects.OfType<T>();

    public static JsonNode Json(object item) => JsonNode.Parse(KubernetesJson.Serialize(item))!;

    /// <summary>Whether a selector finds an object with these labels.</summary>
    public static bool Matches(IDictionary<string, string> selector, IDictionary<string, string> labels) =>
        selector.Count > 0 && selector.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
