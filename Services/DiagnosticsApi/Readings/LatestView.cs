using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>The newest reading of a sensor.</summary>
/// <param name="SensorId">Text id, such as hydraulic-2.PS1.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Time">Source time, UTC.</param>
/// <param name="Value">The value.</param>
/// <param name="Quality">good, uncertain or bad.</param>
/// <param name="StatusCode">OPC UA status code, all 32 bits; 0 is good.</param>
/// <param name="ServerTime">The OPC UA server's time, UTC; null for other protocols.</param>
public sealed record LatestView(
    string SensorId, string Unit, DateTimeOffset Time, double Value, QualityClass Quality, uint StatusCode, DateTimeOffset? ServerTime)
{
    internal static LatestView Of(NamedSensor sensor, Reading reading) =>
        new(sensor.TextId, sensor.Sensor.Unit, reading.SourceTime, reading.Value, reading.Quality.Class, reading.Quality.Status, reading.ServerTime);
}
