namespace Faultline.Contracts;

/// <summary>Limits of one sensor, in its unit; null means no such limit. They must rise from low-low to high-high.</summary>
/// <param name="LowLow">Alarm with high urgency below this.</param>
/// <param name="Low">Alarm below this.</param>
/// <param name="High">Alarm above this.</param>
/// <param name="HighHigh">Alarm with high urgency above this.</param>
/// <param name="Deadband">How far the value must come back inside before the alarm clears; at least 0.</param>
/// <param name="OnDelay">How long the value must stay outside before the alarm is raised.</param>
/// <param name="OffDelay">How long the value must stay inside before it is cleared.</param>
public sealed record AlarmLimits(
    double? LowLow,
    double? Low,
    double? High,
    double? HighHigh,
    double Deadband,
    TimeSpan OnDelay,
    TimeSpan OffDelay);
