namespace Faultline.TimeSeries;

/// <summary>
/// One point of a chart: a reading, or the statistics of a bucket. Statistics are over good readings and null in a bucket without any.
/// </summary>
/// <param name="Time">Source time, or the bucket's start, UTC.</param>
/// <param name="Minimum">Smallest value, in the sensor's unit.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="Mean">Arithmetic mean of the values.</param>
/// <param name="Last">Value of the newest.</param>
/// <param name="Count">Readings of any quality.</param>
/// <param name="BadCount">Readings whose quality is not good.</param>
public sealed record ReadingPoint(DateTimeOffset Time, double? Minimum, double? Maximum, double? Mean, double? Last, long Count, long BadCount);
