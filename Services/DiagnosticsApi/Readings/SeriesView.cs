using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>Readings of one sensor over a span.</summary>
/// <param name="SensorId">Text id, such as hydraulic-2.PS1.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Resolution">raw, 1m or 1h: where the points come from.</param>
/// <param name="BucketSeconds">Width of the bucket that each point stands for; null when each is one reading.</param>
/// <param name="Points">Oldest first; no point where nothing was read.</param>
public sealed record SeriesView(string SensorId, string Unit, string Resolution, double? BucketSeconds, IReadOnlyList<PointView> Points)
{
    internal static SeriesView Of(NamedSensor sensor, ReadingSeries series) => new(
        sensor.TextId, sensor.Sensor.Unit, ResolutionName.Of(series.Resolution), series.Bucket?.TotalSeconds,
        [.. series.Points.Select(point => PointView.Of(point, series.Bucket is null))]);
}
