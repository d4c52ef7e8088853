namespace Faultline.Collector.Validation;

/// <summary>What the validation remembers of one sensor.</summary>
internal struct SensorHistory
{
    private bool hasSeen;
    private double seen;

    /// <summary>Since when the value has been exactly what it is.</summary>
    public DateTimeOffset MovedAt { get; private set; }

    /// <summary>Whether any value was accepted.</summary>
    public bool HasAccepted { get; private set; }

    /// <summary>The last accepted value.</summary>
    public double Accepted { get; private set; }

    /// <summary>Its source time.</summary>
    public DateTimeOffset AcceptedAt { get; private set; }

    /// <summary>Notes a plausible value, accepted later or not; true when it differs from the one before.</summary>
    public bool Observe(double value, DateTimeOffset sourceTime)
    {
        if (hasSeen && value.Equals(seen))
            return false;
        (hasSeen, seen, MovedAt) = (true, value, sourceTime);
        return true;
    }

    /// <summary>Notes an accepted value.</summary>
    public void Accept(double value, DateTimeOffset sourceTime) => (HasAccepted, Accepted, AcceptedAt) = (true, value, sourceTime);
}
