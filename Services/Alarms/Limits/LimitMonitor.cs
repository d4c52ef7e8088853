using Faultline.Contracts;

namespace Faultline.Alarms.Limits;

/// <summary>
/// The limits of one sensor as an exclusive limit alarm (OPC 10000-9 §5.8.18): at most one condition holds, the worst. Moving on from high to
/// high-high ends the one and begins the other, each with its own occurrence, so that the more urgent one has to be acknowledged on its own.
/// Coming back from high-high to high does the same, but only on a reading that is itself beyond the milder limit: while a value that went
/// straight inside waits for its off delay, the worse condition stands.
/// </summary>
internal sealed class LimitMonitor
{
    // Worst first on each side; a side without limits is empty.
    private readonly (AlarmCondition Condition, LimitLatch Latch)[] high;
    private readonly (AlarmCondition Condition, LimitLatch Latch)[] low;
    private DateTimeOffset lastTime = DateTimeOffset.MinValue;

    public LimitMonitor(AlarmLimits limits)
    {
        LimitFaults.ThrowIfAny(limits);
        LimitLatch Latch(double limit, bool isHigh) => new(limit, isHigh, limits.Deadband, limits.OnDelay, limits.OffDelay);
        high =
        [
            .. limits.HighHigh is { } highHigh ? [(AlarmCondition.HighHigh, Latch(highHigh, true))] : Array.Empty<(AlarmCondition, LimitLatch)>(),
            .. limits.High is { } above ? [(AlarmCondition.High, Latch(above, true))] : Array.Empty<(AlarmCondition, LimitLatch)>(),
        ];
        low =
        [
            .. limits.LowLow is { } lowLow ? [(AlarmCondition.LowLow, Latch(lowLow, false))] : Array.Empty<(AlarmCondition, LimitLatch)>(),
            .. limits.Low is { } below ? [(AlarmCondition.Low, Latch(below, false))] : Array.Empty<(AlarmCondition, LimitLatch)>(),
        ];
    }

    /// <summary>The condition that holds; null inside.</summary>
    public AlarmCondition? Active { get; private set; }

    /// <summary>Takes a reading; false when nothing changed. Bad or uncertain readings and those not newer than the last one do not count.</summary>
    public bool Update(in Reading reading)
    {
        if (reading.SourceTime <= lastTime || !reading.Quality.IsGood || !double.IsFinite(reading.Value))
            return false;
        lastTime = reading.SourceTime;
        foreach (var (_, latch) in high)
            latch.Update(reading.SourceTime, reading.Value);
        foreach (var (_, latch) in low)
            latch.Update(reading.SourceTime, reading.Value);
        var next = Worst(high, reading.Value) ?? Worst(low, reading.Value);
        if (next == Active)
            return false;
        Active = next;
        return true;
    }

    public double LimitOf(AlarmCondition condition)
    {
        foreach (var (own, latch) in (ReadOnlySpan<(AlarmCondition, LimitLatch)>)[.. high, .. low])
        {
            if (own == condition)
                return latch.Limit;
        }
        throw new ArgumentOutOfRangeException(nameof(condition), condition, "The sensor has no such limit.");
    }

    /// <summary>Continues an occurrence that was stored as active; false when the sensor has no such limit any more.</summary>
    public bool Restore(AlarmCondition condition, DateTimeOffset raisedAt)
    {
        foreach (var side in (ReadOnlySpan<(AlarmCondition Condition, LimitLatch Latch)[]>)[high, low])
        {
            var index = Array.FindIndex(side, entry => entry.Condition == condition);
            if (index < 0)
                continue;
            // Whoever is beyond the worse limit is beyond the milder one too.
            for (var i = index; i < side.Length; i++)
                side[i].Latch.Restore();
            Active = condition;
            Skip(raisedAt);
            return true;
        }
        return false;
    }

    /// <summary>Readings up to <paramref name="time"/> have had their effect before.</summary>
    public void Skip(DateTimeOffset time) => lastTime = time > lastTime ? time : lastTime;

    private AlarmCondition? Worst((AlarmCondition Condition, LimitLatch Latch)[] side, double value)
    {
        AlarmCondition? milder = null;
        foreach (var (condition, latch) in side)
        {
            if (!latch.IsOn)
                continue;
            // The worse limit was released, this one only waits for its off delay: the worse one stands until then.
            if (Active is { } active && active != condition && Contains(side, active) && !latch.Holds(value))
                return active;
            milder ??= condition;
        }
        return milder;
    }

    private static bool Contains((AlarmCondition Condition, LimitLatch Latch)[] side, AlarmCondition condition) =>
        Array.Exists(side, entry => entry.Condition == condition);
}
