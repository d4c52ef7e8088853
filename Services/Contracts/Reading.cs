namespace Faultline.Contracts;

/// <summary>One measured value.</summary>
/// <param name="Sensor">Which sensor.</param>
/// <param name="SourceTime">When it was measured, UTC; microseconds are kept, finer parts are cut on storage.</param>
/// <param name="Value">The value in the sensor's unit; finite.</param>
/// <param name="Quality">How far the value can be trusted.</param>
public readonly record struct Reading(SensorId Sensor, DateTimeOffset SourceTime, double Value, Quality Quality);
