using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>One row of reading_1m or reading_1h. Statistics are over good readings and null without any.</summary>
/// <param name="Sensor">The sensor.</param>
/// <param name="Bucket">Start of the minute or hour, UTC.</param>
/// <param name="Minimum">Smallest value, in the sensor's unit.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Last">Newest value.</param>
/// <param name="Count">Readings of any quality.</param>
/// <param name="BadCount">Readings whose quality is not good.</param>
public sealed record RollupRow(
    SensorId Sensor, DateTimeOffset Bucket, double? Minimum, double? Maximum, double? Mean, double? Last, long Count, long BadCount);
