using Faultline.Contracts;

namespace Faultline.Collector.Validation;

/// <summary>
/// Judges the readings of one system. Pure logic: no clock, no I/O; not thread-safe (one poll loop owns it). Checks in this order, first
/// that fails names the reason: known sensor, finite, timestamp, physical range, rate of change, frozen.
/// <list type="bullet">
/// <item>Rate of change compares with the last accepted value: a jump is rejected until as much time has passed as the change would have
/// taken at the believable rate, so a true new level is accepted in the end and a spike never.</item>
/// <item>A frozen sensor is rejected until its value moves.</item>
/// <item>Where the source keeps values while nobody asks (<paramref name="isQueued"/>), they may be older than others.</item>
/// <item>Rates and times of the catalogue are in machine time; a plant that runs <paramref name="speed"/> times faster is judged so.</item>
/// </list>
/// </summary>
internal sealed class ReadingValidator(IReadOnlyList<SensorDefinition> sensors, ValidationOptions limits, double speed = 1, bool isQueued = false)
{
    private readonly TimeSpan ageLimit = isQueued ? limits.QueuedAgeLimit : limits.AgeLimit;
    private readonly SensorRules[] rules = IndexByOrdinal(sensors, speed);
    private readonly SensorHistory[] histories = new SensorHistory[sensors.Select(sensor => sensor.Ordinal).DefaultIfEmpty().Max() + 1];

    /// <summary>Judges one value.</summary>
    /// <param name="ordinal">The sensor's ordinal.</param>
    /// <param name="value">Its value.</param>
    /// <param name="sourceTime">When it was measured.</param>
    /// <param name="now">The collector's clock.</param>
    public Verdict Check(int ordinal, double value, DateTimeOffset sourceTime, DateTimeOffset now)
    {
        if (ordinal < 0 || ordinal >= rules.Length || !rules[ordinal].IsKnown)
            return new Verdict(QuarantineReason.UnknownSensor, ordinal, 0);
        if (!double.IsFinite(value))
            return new Verdict(QuarantineReason.NotFinite, value, 0);
        var age = now - sourceTime;
        if (-age > limits.FutureLimit)
            return new Verdict(QuarantineReason.FutureTimestamp, -age.TotalSeconds, limits.FutureLimit.TotalSeconds);
        if (age > ageLimit)
            return new Verdict(QuarantineReason.StaleTimestamp, age.TotalSeconds, ageLimit.TotalSeconds);
        ref readonly var rule = ref rules[ordinal];
        if (value < rule.Minimum)
            return new Verdict(QuarantineReason.OutOfRange, value, rule.Minimum);
        if (value > rule.Maximum)
            return new Verdict(QuarantineReason.OutOfRange, value, rule.Maximum);

        ref var history = ref histories[ordinal];
        var moved = history.Observe(value, sourceTime);
        if (CheckRate(rule, history, value, sourceTime) is { IsAccepted: false } tooFast)
            return tooFast;
        if (!moved && CheckFrozen(rule, history, sourceTime) is { IsAccepted: false } frozen)
            return frozen;
        history.Accept(value, sourceTime);
        return Verdict.Accepted;
    }

    /// <summary>Forgets what was seen, after a time without communication in which everything may have changed or stood still.</summary>
    public void Reset() => Array.Clear(histories);

    private static Verdict CheckRate(in SensorRules rule, in SensorHistory history, double value, DateTimeOffset sourceTime)
    {
        if (double.IsPositiveInfinity(rule.MaximumRate) || !history.HasAccepted)
            return Verdict.Accepted;
        // A late poll follows its successor closely; noise over a few milliseconds is no rate. The sensor's own interval is the shortest base.
        var seconds = Math.Max(history.SinceAccepted(sourceTime).TotalSeconds, rule.IntervalSeconds);
        var rate = Math.Abs(value - history.Accepted) / seconds;
        return rate > rule.MaximumRate ? new Verdict(QuarantineReason.RateOfChange, rate, rule.MaximumRate) : Verdict.Accepted;
    }

    private static Verdict CheckFrozen(in SensorRules rule, in SensorHistory history, DateTimeOffset sourceTime)
    {
        var standing = history.SinceMoved(sourceTime);
        return standing > rule.FrozenAfter ? new Verdict(QuarantineReason.Frozen, standing.TotalSeconds, rule.FrozenAfter.TotalSeconds) : Verdict.Accepted;
    }

    private static SensorRules[] IndexByOrdinal(IReadOnlyList<SensorDefinition> sensors, double speed)
    {
        var index = new SensorRules[sensors.Select(sensor => sensor.Ordinal).DefaultIfEmpty().Max() + 1];
        foreach (var sensor in sensors)
            index[sensor.Ordinal] = new SensorRules(sensor, speed);
        return index;
    }
}
