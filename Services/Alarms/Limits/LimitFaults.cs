using Faultline.Contracts;

namespace Faultline.Alarms.Limits;

/// <summary>Checks a sensor's limits.</summary>
public static class LimitFaults
{
    /// <summary>Everything that is wrong with <paramref name="limits"/>, one sentence each; empty when they can be used.</summary>
    public static IReadOnlyList<string> Of(AlarmLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        List<string> faults = [];
        (string Name, double? Value)[] rising = [("low_low", limits.LowLow), ("low", limits.Low), ("high", limits.High), ("high_high", limits.HighHigh)];
        (string Name, double Value)? previous = null;
        foreach (var (name, value) in rising)
        {
            if (value is not { } limit)
                continue;
            if (!double.IsFinite(limit))
                faults.Add($"{name} is {limit}, not a finite number.");
            if (previous is { } lower && !(limit > lower.Value))
                faults.Add($"{name} ({limit}) must be above {lower.Name} ({lower.Value}).");
            previous = (name, limit);
        }
        if (!(limits.Deadband >= 0) || !double.IsFinite(limits.Deadband))
            faults.Add($"deadband is {limits.Deadband}; at least 0 is expected.");
        if (limits.OnDelay < TimeSpan.Zero)
            faults.Add($"on_delay is {limits.OnDelay}; at least 0 is expected.");
        if (limits.OffDelay < TimeSpan.Zero)
            faults.Add($"off_delay is {limits.OffDelay}; at least 0 is expected.");
        return faults;
    }

    internal static void ThrowIfAny(AlarmLimits limits)
    {
        var faults = Of(limits);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(' ', faults), nameof(limits));
    }
}
