using System.Runtime.InteropServices;
using Faultline.Contracts;

namespace Faultline.Collector.Processing;

/// <summary>A tag on its way: what is fixed by configuration, and what was last seen and told. Its fields lie close, for there is one a tag.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct TagState(TagConfiguration tag, SensorId sensor, double speed)
{
    public readonly SensorId Sensor = sensor;
    public readonly double Scale = tag.Scale;
    public readonly double Offset = tag.Offset;
    public readonly double Deadband = tag.ReportsByException() ? tag.Deadband() : -1;
    public readonly long Silence = (TimeSpan.FromMilliseconds(tag.MaximumSilenceMs) / speed).Ticks;
    public readonly TimestampSource Timestamp = tag.Clock();

    /// <summary>The last accepted value.</summary>
    public double Value;

    /// <summary>Whether there is one that still counts.</summary>
    public bool HasValue;

    /// <summary>Whether rejections of it may still be held back.</summary>
    public bool IsRejecting;

    /// <summary>Readings accepted, told or not.</summary>
    public long Accepted;

    /// <summary>Readings rejected.</summary>
    public long Rejected;

    private Quality doubt;
    private bool isKnown;
    private double told;
    private long toldAt;
    private bool isTold;

    /// <summary>Takes an accepted value; whether it is to be told.</summary>
    public bool Take(double value, long ticks)
    {
        (Value, HasValue, isKnown, doubt) = (value, true, true, Quality.Good);
        Accepted++;
        if (isTold && Math.Abs(value - told) <= Deadband && ticks - toldAt < Silence)
            return false;
        (told, toldAt, isTold) = (value, ticks, true);
        return true;
    }

    /// <summary>A value, or the last one once more, is told as not good.</summary>
    /// <param name="value">The value.</param>
    /// <param name="quality">Why.</param>
    /// <param name="isFinal">Whether it counts no longer.</param>
    public void Doubt(double value, Quality quality, bool isFinal)
    {
        Untell();
        (Value, HasValue, isKnown, doubt) = (value, !isFinal, true, quality);
    }

    /// <summary>Whether this is another quality than the one that made the last value count no longer; a value must be known to tell it.</summary>
    public readonly bool IsNews(Quality quality) => isKnown && quality != doubt;

    /// <summary>Its quality changed: the next good value is told, whatever it is.</summary>
    public void Untell() => isTold = false;
}
