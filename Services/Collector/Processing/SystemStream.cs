using Faultline.Contracts;

namespace Faultline.Collector.Processing;

/// <summary>What the devices of one system share: whoever holds the gate delivers a batch, and the collector's times rise from batch to batch.</summary>
internal sealed class SystemStream(SystemId id)
{
    private long last;

    public SystemId Id { get; } = id;

    /// <summary>Held from the beginning of a batch until it is in the spool.</summary>
    public Lock Gate { get; } = new();

    /// <summary>
    /// The time for a batch that arrived at <paramref name="received"/>, in whole microseconds, as the database keeps them, and later than any before; to be called within the gate.
    /// </summary>
    public DateTimeOffset Next(DateTimeOffset received)
    {
        last = Math.Max(received.UtcTicks - (received.UtcTicks % TimeSpan.TicksPerMicrosecond), last + TimeSpan.TicksPerMicrosecond);
        return new DateTimeOffset(last, TimeSpan.Zero);
    }
}
