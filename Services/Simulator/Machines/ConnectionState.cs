namespace Faultline.Simulator.Machines;

/// <summary>Whether a machine answers; a refusal may end by itself. Thread-safe.</summary>
internal sealed class ConnectionState(PlantClock clock)
{
    private long refusedUntil;

    /// <summary>Present mode.</summary>
    public ConnectionMode Mode => clock.UtcNow.UtcTicks < Volatile.Read(ref refusedUntil) ? ConnectionMode.Refused : ConnectionMode.Normal;

    /// <summary>When it answers again by itself, UTC; null while it answers, or when only by a command.</summary>
    public DateTimeOffset? RefusedUntil =>
        Mode == ConnectionMode.Refused && Volatile.Read(ref refusedUntil) is var ticks and < long.MaxValue ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Refuses from now on, for ever or for a real-time duration.</summary>
    public void Refuse(TimeSpan? duration) =>
        Volatile.Write(ref refusedUntil, duration is { } time ? (clock.UtcNow + time).UtcTicks : long.MaxValue);

    /// <summary>Answers from now on.</summary>
    public void Restore() => Volatile.Write(ref refusedUntil, 0);
}
