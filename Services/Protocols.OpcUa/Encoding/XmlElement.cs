namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>An XML fragment, kept as its text, OPC 10000-6 §5.2.2.8.</summary>
/// <param name="Text">The fragment; null where none is given.</param>
public readonly record struct XmlElement(string? Text);
