using System.Text.Json.Nodes;
using k8s;

namespace Faultline.Kubernetes.Output;

/// <summary>YAML with lines ending in LF on every system, and a first line that says where it comes from.</summary>
internal static class Yaml
{
    private const string Origin = "# Generated from AppHost.cs by `dotnet run --project AppHost -- publish`; changes here are lost.\n";

    public static string OfObjects(IEnumerable<object> documents) => Origin + string.Join("---\n", documents.Select(Text));

    public static string OfNode(JsonNode node) => Origin + Text(Plain(node)!);

    private static string Text(object document) => KubernetesYaml.Serialize(document).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject members => members.ToDictionary(member => member.Key, member => Plain(member.Value)),
        JsonArray items => items.Select(Plain).ToList(),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        JsonValue value => value.GetValue<string>(),
        _ => null,
    };
}
