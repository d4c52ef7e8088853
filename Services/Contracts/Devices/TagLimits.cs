namespace Faultline.Contracts;

/// <summary>Alarm limits of a tag in its unit (<see cref="AlarmLimits"/>); null means no such limit.</summary>
public sealed record TagLimits
{
    /// <summary>Critical below this.</summary>
    public double? LowLow { get; init; }

    /// <summary>Alarm below this.</summary>
    public double? Low { get; init; }

    /// <summary>Alarm above this.</summary>
    public double? High { get; init; }

    /// <summary>Critical above this.</summary>
    public double? HighHigh { get; init; }

    /// <summary>How far the value must come back inside, at least 0.</summary>
    public double Deadband { get; init; }

    /// <summary>How long outside before it is raised, 0 to 1 day.</summary>
    public double OnDelaySeconds { get; init; }

    /// <summary>How long inside before it is cleared, 0 to 1 day.</summary>
    public double OffDelaySeconds { get; init; }

    /// <summary>The same as the alarm rules take them.</summary>
    public AlarmLimits ToAlarmLimits() => new(
        LowLow, Low, High, HighHigh, Deadband, TimeSpan.FromSeconds(OnDelaySeconds), TimeSpan.FromSeconds(OffDelaySeconds));

    /// <summary>From what the alarm rules take.</summary>
    public static TagLimits Of(AlarmLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new TagLimits
        {
            LowLow = limits.LowLow, Low = limits.Low, High = limits.High, HighHigh = limits.HighHigh, Deadband = limits.Deadband,
            OnDelaySeconds = limits.OnDelay.TotalSeconds, OffDelaySeconds = limits.OffDelay.TotalSeconds,
        };
    }
}
