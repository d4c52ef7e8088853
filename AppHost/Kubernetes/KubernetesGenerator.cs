using Faultline.Kubernetes.Manifest;
using Faultline.Kubernetes.Objects;
using Faultline.Kubernetes.Options;
using Faultline.Kubernetes.Output;
using Faultline.Kubernetes.Profiles;

namespace Faultline.Kubernetes;

/// <summary>
/// Makes a Kustomize base, two overlays and the options that any overlay may take of a manifest: a pure function. Each overlay is worked out in full from its profile and written
/// as its difference from the base, so that `kubectl kustomize` of it gives exactly what the profile says.
/// </summary>
public static class KubernetesGenerator
{
    /// <summary>The files by path relative to deploy/kubernetes, separated by slashes.</summary>
    /// <exception cref="ManifestException">The manifest and a profile do not fit.</exception>
    public static IReadOnlyDictionary<string, string> Generate(AspireManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        RequireCovered(manifest);
        var baseObjects = DeploymentObjects.Of(manifest, KubernetesProfile.Base);
        var byFile = baseObjects.GroupBy(item => item.File).ToList();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["base/" + Kustomization.FileName] = Kustomization.Base(byFile.Select(file => file.Key + ".yaml")),
        };
        foreach (var file in byFile) files[$"base/{file.Key}.yaml"] = Yaml.OfObjects(file.Select(item => (object)item.Object));
        foreach (var (name, profile) in Overlays)
            foreach (var (path, text) in Overlay.Files(name, baseObjects, DeploymentObjects.Of(manifest, profile))) files[path] = text;
        foreach (var (path, text) in Components.Files(KubernetesProfile.Base)) files[path] = text;
        return files;
    }

    /// <summary>The overlays by the name of their folder.</summary>
    internal static IReadOnlyDictionary<string, KubernetesProfile> Overlays { get; } = new Dictionary<string, KubernetesProfile>
    {
        ["single-node"] = KubernetesProfile.SingleNode, ["production"] = KubernetesProfile.Production,
    };

    private static void RequireCovered(AspireManifest manifest)
    {
        var missing = manifest.Workloads.Select(workload => workload.Name).Where(name => Overlays.Values.All(profile => !profile.Workloads.ContainsKey(name))).ToList();
        if (missing.Count > 0) throw new ManifestException($"no profile says how to deploy {string.Join(", ", missing)}.");
    }
}
