namespace Faultline.Dashboard.Api;

/// <summary>Alarm limits in the sensor's unit; null means no such limit.</summary>
public sealed record SensorLimits(double? LowLow, double? Low, double? High, double? HighHigh)
{
    /// <summary>Those that are set, each with its name for people.</summary>
    public IEnumerable<(string Name, double Value, bool Urgent)> Lines()
    {
        if (HighHigh is { } highHigh) yield return ("high-high", highHigh, true);
        if (High is { } high) yield return ("high", high, false);
        if (Low is { } low) yield return ("low", low, false);
        if (LowLow is { } lowLow) yield return ("low-low", lowLow, true);
    }
}
