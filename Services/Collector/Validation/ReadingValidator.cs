using Faultline.Contracts;

namespace Faultline.Collector.Validation;

/// <summary>
/// Judges the readings of one system. Pure logic: no clock, no I/O; not thread-safe (one poll loop owns it). Checks in this order, first
/// that fails names the reason: known sensor, finite, timestamp, physical range, rate of change, frozen.
/// <list type="bullet">
/// <item>Rate of change compares with the last accepted value: a jump is rejected until as much time has passed as the change would have
/// taken at the believable rate, so a true new level is accepted in the end and a spike never.</item>
/// <item>A frozen sensor is rejected until its value moves.</item>
/// <item>Rates and times of the catalogue are in machine time; a plant that runs <paramref name="speed"/> times faster is judged so.</item>
/// </list>
/// </summary>
internal sealed class ReadingValidator(IReadOnlyList<SensorDefinition> sensors, ValidationOptions limits, double speed = 1)
{
    private readonly SensorDefinition?[] known = IndexByOrdinal(sensors);
    private readonly SensorHistory[] histories = new SensorHistory[sensors.Select(sensor => sensor.Ordinal).DefaultIfEmpty().Max() + 1];

    /// <summary>The sensor with an ordinal, or null.</summary>
    public SensorDefinition? Find(int ordinal) => ordinal > 0 && ordinal < known.Length ? known[ordinal] : null;

    /// <summary>Judges one value.</summary>
    /// <param name="ordinal">The sensor's ordinal.</param>
    /// <param name="value">Its value.</param>
    /// <param name="sourceTime">When it was measured.</param>
    /// <param name="now">The collector's clock.</param>
    public Verdict Check(int ordinal, double value, DateTimeOffset sourceTime, DateTimeOffset now)
    {
        if (Find(ordinal) is not { } sensor)
            return new Verdict(QuarantineReason.UnknownSensor, ordinal, 0);
        if (!double.IsFinite(value))
            return new Verdict(QuarantineReason.NotFinite, value, 0);
        var age = now - sourceTime;
        if (-age > limits.FutureLimit)
            return new Verdict(QuarantineReason.FutureTimestamp, -age.TotalSeconds, limits.FutureLimit.TotalSeconds);
        if (age > limits.AgeLimit)
            return new Verdict(QuarantineReason.StaleTimestamp, age.TotalSeconds, limits.AgeLimit.TotalSeconds);
        if (value < sensor.PhysicalMinimum)
            return new Verdict(QuarantineReason.OutOfRange, value, sensor.PhysicalMinimum);
        if (value > sensor.PhysicalMaximum)
            return new Verdict(QuarantineReason.OutOfRange, value, sensor.PhysicalMaximum);

        ref var history = ref histories[ordinal];
        var moved = history.Observe(value, sourceTime);
        if (CheckRate(sensor, history, value, sourceTime) is { IsAccepted: false } tooFast)
            return tooFast;
        if (!moved && CheckFrozen(sensor, history, sourceTime) is { IsAccepted: false } frozen)
            return frozen;
        history.Accept(value, sourceTime);
        return Verdict.Accepted;
    }

    /// <summary>Forgets what was seen, after a time without communication in which everything may have changed or stood still.</summary>
    public void Reset() => Array.Clear(histories);

    private Verdict CheckRate(SensorDefinition sensor, in SensorHistory history, double value, DateTimeOffset sourceTime)
    {
        if (sensor.MaximumRate is not { } perSecond || !history.HasAccepted)
            return Verdict.Accepted;
        // A late poll follows its successor closely; noise over a few milliseconds is no rate. The sensor's own interval is the shortest base.
        var seconds = Math.Max((sourceTime - history.AcceptedAt).TotalSeconds, sensor.SampleInterval.TotalSeconds / speed);
        var rate = Math.Abs(value - history.Accepted) / seconds;
        return rate > perSecond * speed ? new Verdict(QuarantineReason.RateOfChange, rate, perSecond * speed) : Verdict.Accepted;
    }

    private Verdict CheckFrozen(SensorDefinition sensor, in SensorHistory history, DateTimeOffset sourceTime)
    {
        if (sensor.FrozenAfter is not { } longest)
            return Verdict.Accepted;
        var standing = sourceTime - history.MovedAt;
        return standing > longest / speed ? new Verdict(QuarantineReason.Frozen, standing.TotalSeconds, (longest / speed).TotalSeconds) : Verdict.Accepted;
    }

    private static SensorDefinition?[] IndexByOrdinal(IReadOnlyList<SensorDefinition> sensors)
    {
        var index = new SensorDefinition?[sensors.Select(sensor => sensor.Ordinal).DefaultIfEmpty().Max() + 1];
        foreach (var sensor in sensors)
            index[sensor.Ordinal] = sensor;
        return index;
    }
}
