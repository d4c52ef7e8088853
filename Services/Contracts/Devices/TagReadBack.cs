namespace Faultline.Contracts;

/// <summary>What a device showed after a write.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Value">What it shows, in the tag's unit.</param>
/// <param name="Confirmed">Whether that is what was written.</param>
public sealed record TagReadBack(string Tag, double Value, bool Confirmed);
