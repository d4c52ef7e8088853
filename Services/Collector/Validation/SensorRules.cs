using Faultline.Contracts;

namespace Faultline.Collector.Validation;

/// <summary>
/// What is believable of one sensor, in the plant's own time. A value and no object, for there is one a tag: 100,000 tags take 4 MB.
/// </summary>
internal readonly struct SensorRules
{
    public SensorRules(SensorDefinition sensor, double speed)
    {
        (Minimum, Maximum) = (sensor.PhysicalMinimum, sensor.PhysicalMaximum);
        MaximumRate = sensor.MaximumRate is { } perSecond ? perSecond * speed : double.PositiveInfinity;
        FrozenAfter = sensor.FrozenAfter is { } longest ? longest / speed : TimeSpan.MaxValue;
        IntervalSeconds = sensor.SampleInterval.TotalSeconds / speed;
    }

    /// <summary>Whether there is such a sensor: each has an interval.</summary>
    public bool IsKnown => IntervalSeconds > 0;

    /// <summary>Lowest physical value.</summary>
    public double Minimum { get; }

    /// <summary>Highest physical value.</summary>
    public double Maximum { get; }

    /// <summary>Fastest change in units a second; infinite where steps are normal.</summary>
    public double MaximumRate { get; }

    /// <summary>How long exactly the same value is believable.</summary>
    public TimeSpan FrozenAfter { get; }

    /// <summary>Time between two samples.</summary>
    public double IntervalSeconds { get; }
}
