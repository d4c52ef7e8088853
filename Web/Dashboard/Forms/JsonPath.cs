using System.Text.Json.Nodes;

namespace Faultline.Dashboard.Forms;

/// <summary>Fields of a JSON document by their names as the API's faults have them: "port", "modbus.unit_id".</summary>
internal static class JsonPath
{
    /// <summary>The value as text; empty where there is none.</summary>
    public static string TextAt(JsonObject document, string path)
    {
        var (parent, name) = Split(path);
        var owner = parent is null ? document : document[parent] as JsonObject;
        return owner?[name]?.ToString() ?? "";
    }

    /// <summary>Puts a value, making the object that holds it; null leaves the field out, so that it has its default.</summary>
    public static void Put(JsonObject document, string path, JsonNode? value)
    {
        var (parent, name) = Split(path);
        var owner = parent is null ? document : document[parent] as JsonObject;
        if (value is null)
        {
            owner?.Remove(name);
            return;
        }
        if (owner is null)
            document[parent!] = owner = [];
        owner[name] = value;
    }

    /// <summary>Whether the object that the field belongs to is there at all.</summary>
    public static bool HasOwner(JsonObject document, string path) => Split(path).Parent is not { } parent || document[parent] is JsonObject { Count: > 0 };

    private static (string? Parent, string Name) Split(string path) => path.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? (path[..dot], path[(dot + 1)..]) : (null, path);
}
