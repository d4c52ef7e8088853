namespace Faultline.Contracts;

/// <summary>What a sensor adds to a prediction.</summary>
/// <param name="Sensor">Name of the sensor.</param>
/// <param name="LogOdds">What it adds to the log-odds of the predicted level against the second most probable one; negative speaks for the latter.</param>
public sealed record SensorContribution(string Sensor, double LogOdds);
