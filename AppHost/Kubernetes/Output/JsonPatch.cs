using System.Globalization;
using System.Text.Json.Nodes;

namespace Faultline.Kubernetes.Output;

/// <summary>The operations (RFC 6902) that make one document of another.</summary>
internal static class JsonPatch
{
    public static JsonArray Between(JsonNode before, JsonNode after)
    {
        var operations = new JsonArray();
        Compare(before, after, "", operations);
        return operations;
    }

    private static void Compare(JsonNode? before, JsonNode? after, string path, JsonArray operations)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        switch (before, after)
        {
            case (JsonObject left, JsonObject right):
                CompareMembers(left, right, path, operations);
                break;
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                for (var i = 0; i < left.Count; i++) Compare(left[i], right[i], path + "/" + i.ToString(CultureInfo.InvariantCulture), operations);
                break;
            default:
                operations.Add(Operation("replace", path, after));
                break;
        }
    }

    private static void CompareMembers(JsonObject before, JsonObject after, string path, JsonArray operations)
    {
        foreach (var (name, value) in before)
        {
            var at = path + "/" + Escape(name);
            if (after.TryGetPropertyValue(name, out var other)) Compare(value, other, at, operations);
            else operations.Add(new JsonObject { ["op"] = "remove", ["path"] = at });
        }

        foreach (var (name, value) in after)
            if (!before.ContainsKey(name)) operations.Add(Operation("add", path + "/" + Escape(name), value));
    }

    private static JsonObject Operation(string operation, string path, JsonNode? value) => new() { ["op"] = operation, ["path"] = path, ["value"] = value?.DeepClone() };

    /// <summary>RFC 6901 §3.</summary>
    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
