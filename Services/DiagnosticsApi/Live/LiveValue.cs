using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>Newest value of a sensor.</summary>
/// <param name="Value">In the sensor's unit.</param>
/// <param name="Quality">good, uncertain or bad.</param>
/// <param name="Time">Source time, UTC.</param>
public sealed record LiveValue(double Value, QualityClass Quality, DateTimeOffset Time);
