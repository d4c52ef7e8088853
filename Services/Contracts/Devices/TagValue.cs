namespace Faultline.Contracts;

/// <summary>A value for a tag.</summary>
/// <param name="Tag">Its name.</param>
/// <param name="Value">The value in its unit.</param>
public sealed record TagValue(string Tag, double Value);
