using Faultline.Contracts;

namespace Faultline.Dashboard.Live;

/// <summary>A sensor's latest value.</summary>
/// <param name="Value">In the sensor's unit.</param>
/// <param name="Quality">How far it can be trusted.</param>
/// <param name="Time">Source time, UTC.</param>
public readonly record struct LiveValue(double Value, QualityClass Quality, DateTimeOffset Time);
