namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>Text with an optional locale, OPC 10000-6 §5.2.2.14.</summary>
/// <param name="Text">The text; null where none is given.</param>
/// <param name="Locale">Such as "en-US"; null where none is given.</param>
public readonly record struct LocalizedText(string? Text, string? Locale = null)
{
    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
