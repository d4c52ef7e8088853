using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faultline.Contracts;

namespace Faultline.Dashboard.Forms;

/// <summary>
/// A document of the API as a form edits it: what was loaded, and by field what was typed since. Fields have the API's own names, so that its faults find them and nothing maps
/// one to the other. What a field holds is text until it is read: nothing that was typed is lost because it is no number, or because somebody changed the document meanwhile.
/// </summary>
/// <param name="loaded">The document as it was loaded.</param>
/// <param name="standard">One with every default, told where a field is empty.</param>
public sealed class FormFields(JsonObject loaded, JsonObject standard)
{
    private readonly Dictionary<string, string> typed = [];
    private readonly Dictionary<string, (FieldKind Kind, bool IsRequired)> shown = [];
    private readonly Dictionary<string, string> newer = [];
    private JsonObject loaded = loaded;

    /// <summary>What is wrong with it.</summary>
    public FormFaults Faults { get; } = new();

    /// <summary>Whether there is something to see that may be folded away.</summary>
    public bool HasNews => Faults.Count > 0 || newer.Count > 0;

    /// <summary>Of a document of the API.</summary>
    public static FormFields Of<T>(T document, T standard) => new(ToJson(document), ToJson(standard));

    /// <summary>What the field holds; empty for nothing.</summary>
    public string Text(string field) => typed.GetValueOrDefault(field) ?? JsonPath.TextAt(loaded, field);

    /// <summary>What it holds, or its default when that is nothing.</summary>
    public string TextOrDefault(string field) => Text(field) is { Length: > 0 } text ? text : Default(field);

    /// <summary>What an empty field means.</summary>
    public string Default(string field) => JsonPath.TextAt(standard, field);

    /// <summary>What the newest document has where something else was typed; null otherwise.</summary>
    public string? NewerOf(string field) => newer.GetValueOrDefault(field);

    /// <summary>Something was typed.</summary>
    public void Type(string field, string text)
    {
        if (text == JsonPath.TextAt(loaded, field))
            typed.Remove(field);
        else
            typed[field] = text;
    }

    /// <summary>The form has this field. One that is required must hold something where its object does at all.</summary>
    public void Show(string field, FieldKind kind, bool isRequired)
    {
        shown[field] = (kind, isRequired);
        Faults.Show(field);
    }

    /// <summary>The form no longer has it: its part of the document stays as it was loaded.</summary>
    public void Hide(string field)
    {
        shown.Remove(field);
        Faults.Hide(field);
    }

    /// <summary>The document as it is typed; null, with the faults told, when a text is not what its field takes.</summary>
    public T? Read<T>()
        where T : class
    {
        Faults.Clear();
        var document = loaded.DeepClone().AsObject();
        foreach (var (field, (kind, _)) in shown)
            JsonPath.Put(document, field, Parse(field, kind));
        foreach (var (field, _) in shown.Where(entry => entry.Value.IsRequired && Text(entry.Key).Length == 0 && JsonPath.HasOwner(document, entry.Key)))
            Faults.Add(field, "A value is needed.");
        foreach (var empty in document.Where(entry => entry.Value is JsonObject { Count: 0 }).Select(entry => entry.Key).ToArray())
            document[empty] = null;
        return Faults.Count > 0 ? null : document.Deserialize<T>(FaultlineJson.Options);
    }

    /// <summary>Goes on from a newer document: untouched fields show it, the others keep what was typed and tell what it has.</summary>
    public void Renew<T>(T document)
    {
        var newest = ToJson(document);
        foreach (var (field, text) in typed.ToArray())
        {
            var there = JsonPath.TextAt(newest, field);
            if (there == text)
                typed.Remove(field);
            if (there == text || there == JsonPath.TextAt(loaded, field))
                newer.Remove(field);
            else
                newer[field] = there;
        }
        loaded = newest;
    }

    private static JsonObject ToJson<T>(T document) => JsonSerializer.SerializeToNode(document, FaultlineJson.Options)!.AsObject();

    private JsonNode? Parse(string field, FieldKind kind)
    {
        var text = kind == FieldKind.Text ? Text(field) : Text(field).Trim();
        if (text.Length == 0)
            return null;
        switch (kind)
        {
            case FieldKind.Text:
                return text;
            case FieldKind.Flag:
                return text == "true";
            case FieldKind.Whole when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                return whole;
            case FieldKind.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                return number;
            default:
                Faults.Add(field, kind == FieldKind.Whole ? $"'{text}' is no whole number." : $"'{text}' is no number; decimals follow a point.");
                return null;
        }
    }
}
