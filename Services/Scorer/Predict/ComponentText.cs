using System.Globalization;
using System.Text.Json;
using Faultline.Contracts;

namespace Faultline.Scorer.Predict;

/// <summary>What is the same in every answer about a component, ready to be written.</summary>
internal sealed class ComponentText
{
    private static readonly ComponentText[] All = [.. ComponentClasses.All.Select(component => new ComponentText(component))];

    private ComponentText(Component component)
    {
        Name = JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(component.ToString()));
        Unit = JsonEncodedText.Encode(ComponentClasses.UnitOf(component));
        Levels = [.. ComponentClasses.Of(component).Select(level => JsonEncodedText.Encode(level.ToString(CultureInfo.InvariantCulture)))];
    }

    public JsonEncodedText Name { get; }

    public JsonEncodedText Unit { get; }

    /// <summary>Its levels in the order of <see cref="ComponentClasses.Of"/>.</summary>
    public JsonEncodedText[] Levels { get; }

    public static ComponentText Of(Component component) => All[(int)component];
}
