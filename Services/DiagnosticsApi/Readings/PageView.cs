using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>A page of raw readings.</summary>
/// <param name="SensorId">Text id, such as hydraulic-2.PS1.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Readings">Oldest first.</param>
/// <param name="Next">What to ask the next page with as cursor; null when this was the last.</param>
public sealed record PageView(string SensorId, string Unit, IReadOnlyList<ReadingView> Readings, string? Next)
{
    internal static PageView Of(NamedSensor sensor, ReadingPage page) => new(
        sensor.TextId, sensor.Sensor.Unit, [.. page.Readings.Select(ReadingView.Of)], page.Next?.ToString());
}
