using System.Globalization;
using System.Text.RegularExpressions;

namespace Faultline.Kubernetes.Manifest;

/// <summary>
/// Resolves the placeholders of a manifest's texts for a cluster in which each resource is reached by its own name. What is secret becomes a reference
/// to an environment variable, which the kubelet puts in: <c>$(SECRET_REDIS_PASSWORD)</c>.
/// </summary>
public sealed partial class Expression(AspireManifest manifest)
{
    /// <summary>Resolves a text.</summary>
    /// <exception cref="ManifestException">A placeholder names nothing.</exception>
    public ResolvedText Resolve(string text)
    {
        var secrets = new SortedSet<string>(StringComparer.Ordinal);
        var edges = new HashSet<(string, string)>();
        return new(Expand(text, secrets, edges), secrets, edges);
    }

    /// <summary>The variable that holds a secret inside a container.</summary>
    public static string VariableOf(string secret) => "SECRET_" + secret.Replace('-', '_').ToUpperInvariant();

    private string Expand(string text, SortedSet<string> secrets, HashSet<(string Resource, string Binding)> edges) =>
        Placeholder().Replace(text, match => Value(match.Groups[1].Value.Split('.'), secrets, edges));

    private string Value(string[] path, SortedSet<string> secrets, HashSet<(string, string)> edges)
    {
        var resource = manifest[path[0]];
        switch (path[1..])
        {
            case ["connectionString"] when resource.ConnectionString is { } connection:
                return Expand(connection, secrets, edges);
            case ["value"] when resource.IsSecret || resource.Type == "annotated.string":
                secrets.Add(resource.Name);
                return $"$({VariableOf(resource.Name)})";
            case ["bindings", var name, var property] when resource.Bindings.TryGetValue(name, out var binding):
                if (property != "targetPort") edges.Add((resource.Name, name));
                return Property(resource, binding, property);
            default:
                throw new ManifestException($"placeholder {{{string.Join('.', path)}}} names nothing.");
        }
    }

    private static string Property(ManifestResource resource, ManifestBinding binding, string property) => property switch
    {
        "host" => resource.Name,
        "port" => Text(binding.ServicePort),
        "targetPort" => Text(binding.ListeningPort),
        "scheme" => binding.Scheme,
        "url" => $"{binding.Scheme}://{resource.Name}:{Text(binding.ServicePort)}",
        _ => throw new ManifestException($"{resource.Name}.bindings.{binding.Name} has no {property}."),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{([A-Za-z0-9.-]+)\}")]
    private static partial Regex Placeholder();
}
