using System.Runtime.InteropServices;

namespace Faultline.Collector.Validation;

/// <summary>What the validation remembers of one sensor. Times are ticks and the fields lie close, for there is one a tag.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct SensorHistory
{
    private bool hasSeen;
    private double seen;
    private long movedAt;
    private long acceptedAt;

    /// <summary>Whether any value was accepted.</summary>
    public bool HasAccepted { get; private set; }

    /// <summary>The last accepted value.</summary>
    public double Accepted { get; private set; }

    /// <summary>For how long the value has been exactly what it is.</summary>
    public readonly TimeSpan SinceMoved(DateTimeOffset sourceTime) => new(sourceTime.UtcTicks - movedAt);

    /// <summary>Time since the last accepted value.</summary>
    public readonly TimeSpan SinceAccepted(DateTimeOffset sourceTime) => new(sourceTime.UtcTicks - acceptedAt);

    /// <summary>Notes a plausible value, accepted later or not; true when it differs from the one before.</summary>
    public bool Observe(double value, DateTimeOffset sourceTime)
    {
        if (hasSeen && value.Equals(seen))
            return false;
        (hasSeen, seen, movedAt) = (true, value, sourceTime.UtcTicks);
        return true;
    }

    /// <summary>Notes an accepted value.</summary>
    public void Accept(double value, DateTimeOffset sourceTime) => (HasAccepted, Accepted, acceptedAt) = (true, value, sourceTime.UtcTicks);
}
