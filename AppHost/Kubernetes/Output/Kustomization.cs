using System.Text.Json.Nodes;

namespace Faultline.Kubernetes.Output;

/// <summary>The files that tell kustomize what belongs together.</summary>
internal static class Kustomization
{
    public const string FileName = "kustomization.yaml";

    private const string Stable = "kustomize.config.k8s.io/v1beta1";
    private const string Alpha = "kustomize.config.k8s.io/v1alpha1";

    public static string Base(IEnumerable<string> resources) => Yaml.OfNode(new JsonObject
    {
        ["apiVersion"] = Stable, ["kind"] = "Kustomization", ["resources"] = Texts(resources),
    });

    public static string Overlay(IReadOnlyList<string> resources, IReadOnlyList<ObjectKey> patches) => Yaml.OfNode(new JsonObject
    {
        ["apiVersion"] = Stable, ["kind"] = "Kustomization", ["resources"] = Texts(["../../base", .. resources]),
        ["patches"] = new JsonArray([.. patches.Select(key => Patch(key.PatchFile, new JsonObject { ["kind"] = key.Kind, ["name"] = key.Name }))]),
    });

    /// <summary>An option that any overlay may list under <c>components</c>.</summary>
    public static string Component(IEnumerable<string> resources, IEnumerable<(string File, string Kind, string Labels)> patches) => Yaml.OfNode(new JsonObject
    {
        ["apiVersion"] = Alpha, ["kind"] = "Component", ["resources"] = Texts(resources),
        ["patches"] = new JsonArray([.. patches.Select(patch => Patch(patch.File, new JsonObject { ["kind"] = patch.Kind, ["labelSelector"] = patch.Labels }))]),
    });

    private static JsonObject Patch(string file, JsonObject target) => new() { ["path"] = file, ["target"] = target };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
