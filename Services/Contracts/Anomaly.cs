namespace Faultline.Contracts;

/// <summary>Whether a window looks like anything that the model has learned.</summary>
/// <param name="Score">Distance from the nearest known condition as a share of the limit.</param>
/// <param name="IsUnknown">Whether the condition is unknown (score above 1): the predicted levels are then only the nearest ones.</param>
/// <param name="Sensors">The sensors that deviate, the farthest first.</param>
public sealed record Anomaly(double Score, bool IsUnknown, IReadOnlyList<SensorDeviation> Sensors);
