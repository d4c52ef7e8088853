namespace Faultline.Contracts;

/// <summary>How far a sensor is from what the nearest known condition expects of it.</summary>
/// <param name="Sensor">Name of the sensor.</param>
/// <param name="Deviation">Distance of its course over the window as a share of its limit; above 1 it deviates by itself.</param>
public sealed record SensorDeviation(string Sensor, double Deviation);
