namespace Faultline.Learning.Drift;

/// <summary>Whether one sensor or the predictions of one component have drifted from the training cycles.</summary>
/// <param name="Name">Sensor (PS1 …) or component (cooler …).</param>
/// <param name="Test">The test.</param>
/// <param name="Statistic">Its statistic.</param>
/// <param name="Significance">Chance of such a statistic without drift, 0..1; null where the test has none.</param>
/// <param name="HasDrifted">Whether the limits of <see cref="DriftMonitor"/> are exceeded.</param>
public sealed record DriftVerdict(string Name, DriftTest Test, double Statistic, double? Significance, bool HasDrifted);
