using System.Text.Json;

namespace Faultline.Kubernetes.Manifest;

/// <summary>An aspire-manifest.json (schema aspire-8.0.json), as far as Kubernetes objects need it.</summary>
/// <param name="Resources">In the manifest's order, by name.</param>
public sealed record AspireManifest(IReadOnlyDictionary<string, ManifestResource> Resources)
{
    /// <summary>What runs: projects and containers, in the manifest's order.</summary>
    public IEnumerable<ManifestResource> Workloads => Resources.Values.Where(resource => resource.IsProject || resource.IsContainer);

    /// <summary>Reads the document.</summary>
    /// <exception cref="ManifestException">It is no such manifest, or has a type of resource that is not known here.</exception>
    public static AspireManifest Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var resources = new Dictionary<string, ManifestResource>();
            foreach (var property in document.RootElement.GetProperty("resources").EnumerateObject())
                resources.Add(property.Name, ManifestResource.Read(property.Name, property.Value));
            return new(resources);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ManifestException($"no Aspire manifest: {fault.Message}");
        }
    }

    /// <summary>The resource of that name.</summary>
    /// <exception cref="ManifestException">There is none.</exception>
    public ManifestResource this[string name] =>
        Resources.GetValueOrDefault(name) ?? throw new ManifestException($"'{name}' is referred to, but is no resource.");
}
