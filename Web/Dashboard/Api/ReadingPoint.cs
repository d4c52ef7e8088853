using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>A reading, or the readings of one bucket.</summary>
/// <param name="Time">Source time, or the bucket's start, UTC.</param>
/// <param name="Value">Value, or the bucket's mean; null when no reading of the bucket was usable.</param>
/// <param name="Minimum">Lowest of the bucket; null for a single reading.</param>
/// <param name="Maximum">Highest of the bucket; null for a single reading.</param>
/// <param name="Quality">Quality of the reading; of a bucket: uncertain when some, bad when all of its readings are not good.</param>
public sealed record ReadingPoint(DateTimeOffset Time, double? Value, double? Minimum, double? Maximum, QualityClass Quality);
