using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>A reading, or the readings of a bucket.</summary>
/// <param name="Time">Source time, or the bucket's start, UTC.</param>
/// <param name="Value">The value, or the mean of the bucket's good ones; null in a bucket without any.</param>
/// <param name="Minimum">Lowest good value of the bucket; null for a single reading.</param>
/// <param name="Maximum">Highest good value of the bucket; null for a single reading.</param>
/// <param name="Quality">good; uncertain for a bucket in which some are not good; bad for one without good readings.</param>
/// <param name="Count">Readings of any quality.</param>
public sealed record PointView(DateTimeOffset Time, double? Value, double? Minimum, double? Maximum, QualityClass Quality, long Count)
{
    internal static PointView Of(ReadingPoint point, bool isSingle)
    {
        var quality = point.BadCount == 0 ? QualityClass.Good : point.BadCount == point.Count ? QualityClass.Bad : QualityClass.Uncertain;
        return isSingle
            ? new PointView(point.Time, point.Last, null, null, quality, point.Count)
            : new PointView(point.Time, point.Mean, point.Minimum, point.Maximum, quality, point.Count);
    }
}
