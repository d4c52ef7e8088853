namespace Faultline.Contracts;

/// <summary>What may be written to a tag.</summary>
/// <param name="Minimum">Lowest value, in the tag's unit.</param>
/// <param name="Maximum">Highest value.</param>
public sealed record TagWriteRange(double Minimum, double Maximum);
