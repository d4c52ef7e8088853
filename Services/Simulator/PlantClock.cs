namespace Faultline.Simulator;

/// <summary>
/// Machine time: seconds since the simulator's start, running at a settable multiple of real time. It never jumps, also not when the speed
/// changes or the computer's clock is set. Thread-safe.
/// </summary>
internal sealed class PlantClock
{
    /// <summary>Slowest speed: a load cycle of 100 minutes.</summary>
    public const double MinimumSpeed = 0.01;

    /// <summary>Highest speed: a load cycle of 60 ms.</summary>
    public const double MaximumSpeed = 1000;

    // Speeds are set by hand or by a test: more than this many changes back, times of cycles are not told exactly any more.
    private const int KeptChanges = 1024;

    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private volatile Anchor[] anchors;

    public PlantClock(TimeProvider time, double speed)
    {
        this.time = time;
        anchors = [new Anchor(time.GetTimestamp(), time.GetUtcNow(), 0, speed)];
    }

    /// <summary>Machine seconds per real second.</summary>
    public double Speed => anchors[^1].Speed;

    /// <summary>Machine time now, in seconds.</summary>
    public double Seconds => SecondsAt(anchors[^1], time.GetTimestamp());

    /// <summary>The source of real time.</summary>
    public DateTimeOffset UtcNow => time.GetUtcNow();

    /// <summary>Goes on at another speed from now on.</summary>
    public void SetSpeed(double speed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(speed, MinimumSpeed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(speed, MaximumSpeed);
        lock (gate)
        {
            var timestamp = time.GetTimestamp();
            var seconds = SecondsAt(anchors[^1], timestamp);
            var next = new Anchor(timestamp, UtcAt(seconds), seconds, speed);
            anchors = [.. anchors.Length < KeptChanges ? anchors : anchors[1..], next];
        }
    }

    /// <summary>When the machine time was, or at the present speed will be, <paramref name="seconds"/>; negative ones lie before the start.</summary>
    public DateTimeOffset UtcAt(double seconds)
    {
        var known = anchors;
        var anchor = known[0];
        for (var i = known.Length - 1; i > 0; i--)
        {
            if (known[i].Seconds <= seconds)
            {
                anchor = known[i];
                break;
            }
        }
        return anchor.Utc.AddSeconds((seconds - anchor.Seconds) / anchor.Speed);
    }

    private double SecondsAt(Anchor anchor, long timestamp) =>
        anchor.Seconds + (time.GetElapsedTime(anchor.Timestamp, timestamp).TotalSeconds * anchor.Speed);

    private sealed record Anchor(long Timestamp, DateTimeOffset Utc, double Seconds, double Speed);
}
