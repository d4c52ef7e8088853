namespace Faultline.Dashboard.Api;

/// <summary>Readings of one sensor over a span.</summary>
/// <param name="Resolution">Where the points come from: raw, or the length of a rollup (1m, 1h).</param>
/// <param name="BucketSeconds">Width of the bucket that each point stands for; null when each is one reading.</param>
/// <param name="Points">Oldest first.</param>
public sealed record ReadingSeries(string Resolution, double? BucketSeconds, IReadOnlyList<ReadingPoint> Points);
