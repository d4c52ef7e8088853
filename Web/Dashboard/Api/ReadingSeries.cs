namespace Faultline.Dashboard.Api;

/// <summary>Readings of one sensor over a span.</summary>
/// <param name="Resolution">What was read: raw, or the length of a rollup.</param>
/// <param name="Points">Oldest first.</param>
public sealed record ReadingSeries(string Resolution, IReadOnlyList<ReadingPoint> Points);
