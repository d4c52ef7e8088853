using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Systems;

/// <summary>Alarm limits in the sensor's unit; null means no such limit.</summary>
public sealed record LimitsView(
    double? LowLow, double? Low, double? High, double? HighHigh, double Deadband, double OnDelaySeconds, double OffDelaySeconds)
{
    internal static LimitsView Of(AlarmLimits limits) => new(
        limits.LowLow, limits.Low, limits.High, limits.HighHigh, limits.Deadband, limits.OnDelay.TotalSeconds, limits.OffDelay.TotalSeconds);
}
