namespace Faultline.Contracts;

/// <summary>What became of a <see cref="WriteRequest"/>.</summary>
/// <param name="Values">What was read back of each tag; empty when nothing was written.</param>
/// <param name="Fault">Why it was not written, or not wholly; null when it was.</param>
public sealed record WriteAnswer(IReadOnlyList<TagReadBack> Values, string? Fault);
