using System.Text.Json;

namespace Faultline.Kubernetes.Manifest;

/// <summary>One resource of a manifest; what its type does not have is empty.</summary>
public sealed record ManifestResource
{
    private static readonly HashSet<string> Known = ["project.v0", "container.v0", "parameter.v0", "value.v0", "annotated.string"];

    /// <summary>Unique in the manifest.</summary>
    public required string Name { get; init; }

    /// <summary>project.v0, container.v0, parameter.v0, value.v0 or annotated.string.</summary>
    public required string Type { get; init; }

    /// <summary>Project file, relative to the manifest.</summary>
    public string? ProjectPath { get; init; }

    /// <summary>Image of a container, with its tag.</summary>
    public string? Image { get; init; }

    /// <summary>What the container runs instead of its image's command.</summary>
    public string? Entrypoint { get; init; }

    /// <summary>Arguments of it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Folders that outlive the container.</summary>
    public IReadOnlyList<string> VolumeTargets { get; init; } = [];

    /// <summary>Variables with placeholders such as <c>{redis.connectionString}</c>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Endpoints by name.</summary>
    public IReadOnlyDictionary<string, ManifestBinding> Bindings { get; init; } = new Dictionary<string, ManifestBinding>();

    /// <summary>With placeholders, or null.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Value of an annotated string, with placeholders.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the value must stay out of everything but a Secret.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Built from this repository.</summary>
    public bool IsProject => Type == "project.v0";

    /// <summary>Somebody else's image.</summary>
    public bool IsContainer => Type == "container.v0";

    internal static ManifestResource Read(string name, JsonElement json)
    {
        var type = json.GetProperty("type").GetString()!;
        if (!Known.Contains(type)) throw new ManifestException($"{name} is of type {type}; known are {string.Join(", ", Known)}.");
        return new()
        {
            Name = name,
            Type = type,
            ProjectPath = Text(json, "path"),
            Image = Text(json, "image"),
            Entrypoint = Text(json, "entrypoint"),
            Arguments = [.. Items(json, "args").Select(item => item.GetString()!)],
            VolumeTargets = [.. Items(json, "volumes").Select(item => item.GetProperty("target").GetString()!)],
            Environment = Members(json, "env").ToDictionary(member => member.Name, member => member.Value.GetString()!),
            Bindings = Members(json, "bindings").ToDictionary(member => member.Name, member => ManifestBinding.Read(member.Name, member.Value)),
            ConnectionString = Text(json, "connectionString"),
            Value = Text(json, "value"),
            IsSecret = Members(json, "inputs").Any(input => input.Value.TryGetProperty("secret", out var secret) && secret.GetBoolean()),
        };
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var array) ? array.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static IEnumerable<JsonProperty> Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out var members) ? members.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
