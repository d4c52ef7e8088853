namespace Faultline.TimeSeries;

/// <summary>
/// One point of a chart: a reading, a bucket of the rollups, or the stretch that it stands for in a thinned series. Statistics are over good
/// readings and null where there are none.
/// </summary>
/// <param name="Time">Source time of the reading, or start of the bucket, that is drawn, UTC.</param>
/// <param name="Value">What is drawn: the reading's value (also of a single bad one), or the bucket's mean; null for a stretch without a good reading.</param>
/// <param name="Minimum">Smallest value of the stretch, in the sensor's unit.</param>
/// <param name="Maximum">Largest value of the stretch.</param>
/// <param name="Mean">Arithmetic mean of the stretch.</param>
/// <param name="Last">Newest value of the stretch.</param>
/// <param name="Count">Readings of any quality.</param>
/// <param name="BadCount">Readings whose quality is not good.</param>
public sealed record ReadingPoint(
    DateTimeOffset Time, double? Value, double? Minimum, double? Maximum, double? Mean, double? Last, long Count, long BadCount);
