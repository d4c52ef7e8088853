using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>Readings of one sensor over a span.</summary>
/// <param name="Sensor">The sensor.</param>
/// <param name="Resolution">Which table they come from; never <see cref="ReadingResolution.Auto"/>.</param>
/// <param name="Bucket">Width of each point's bucket; null when points are single readings.</param>
/// <param name="Points">The points in order of time; no point where nothing was read.</param>
public sealed record ReadingSeries(SensorId Sensor, ReadingResolution Resolution, TimeSpan? Bucket, IReadOnlyList<ReadingPoint> Points);
