using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Readings;

/// <summary>A raw reading.</summary>
/// <param name="Time">Source time, UTC.</param>
/// <param name="Value">The value.</param>
/// <param name="Quality">good, uncertain or bad.</param>
/// <param name="StatusCode">OPC UA status code, all 32 bits; 0 is good.</param>
/// <param name="ServerTime">The OPC UA server's time, UTC; null for other protocols.</param>
public sealed record ReadingView(DateTimeOffset Time, double Value, QualityClass Quality, uint StatusCode, DateTimeOffset? ServerTime)
{
    internal static ReadingView Of(Reading reading) =>
        new(reading.SourceTime, reading.Value, reading.Quality.Class, reading.Quality.Status, reading.ServerTime);
}
