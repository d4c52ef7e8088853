using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>A reading, or one that stands for those of a bucket.</summary>
/// <param name="Time">Source time of the reading, or start of the rolled-up minute or hour, that is drawn, UTC.</param>
/// <param name="Value">Its value, or mean; null in a bucket without a good reading.</param>
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
            ? new PointView(point.Time, point.Value, null, null, quality, point.Count)
            : new PointView(point.Time, point.Value, point.Minimum, point.Maximum, quality, point.Count);
    }
}
