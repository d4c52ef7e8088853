using System.Text.Json.Nodes;
using Faultline.Kubernetes.Manifest;
using k8s;
using k8s.Models;

namespace Faultline.Kubernetes.Output;

/// <summary>An overlay: what it has besides the base, and for each object that differs there a patch.</summary>
internal static class Overlay
{
    /// <exception cref="ManifestException">The base has an object that the overlay has not: an overlay only adds.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Files(
        string name,
        IReadOnlyList<(string File, IKubernetesObject<V1ObjectMeta> Object)> baseObjects,
        IReadOnlyList<(string File, IKubernetesObject<V1ObjectMeta> Object)> objects)
    {
        var before = baseObjects.ToDictionary(item => ObjectKey.Of(item.Object), item => item.Object);
        var after = objects.ToDictionary(item => ObjectKey.Of(item.Object), item => item.Object);
        if (before.Keys.FirstOrDefault(key => !after.ContainsKey(key)) is { } missing)
            throw new ManifestException($"overlay {name} lacks {missing.Kind} {missing.Name} of the base.");

        var folder = $"overlays/{name}/";
        var added = objects.Where(item => !before.ContainsKey(ObjectKey.Of(item.Object))).GroupBy(item => item.File).ToList();
        var patches = before.Select(pair => (Key: pair.Key, Patch: JsonPatch.Between(Json(pair.Value), Json(after[pair.Key])))).Where(item => item.Patch.Count > 0).ToList();

        yield return new(folder + Kustomization.FileName, Kustomization.Overlay([.. added.Select(file => file.Key + ".yaml")], [.. patches.Select(item => item.Key)]));
        foreach (var file in added) yield return new($"{folder}{file.Key}.yaml", Yaml.OfObjects(file.Select(item => (object)item.Object)));
        foreach (var (key, patch) in patches) yield return new(folder + key.PatchFile, Yaml.OfNode(patch));
    }

    private static JsonNode Json(IKubernetesObject<V1ObjectMeta> item) => JsonNode.Parse(KubernetesJson.Serialize((object)item))!;
}
