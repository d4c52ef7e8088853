namespace Faultline.Collector.Drivers;

/// <summary>What a polling reader counts of one device; written by its loop, read by anyone.</summary>
internal sealed class PollCounters(string device, CollectorMetrics metrics)
{
    private long polls;
    private long late;
    private long skipped;

    /// <summary>Polls answered.</summary>
    public long Polls => Volatile.Read(ref polls);

    /// <summary>Polls begun more than half an interval after they were due.</summary>
    public long Late => Volatile.Read(ref late);

    /// <summary>Polls left out because the next was due.</summary>
    public long Skipped => Volatile.Read(ref skipped);

    public void Polled(TimeSpan lateness, TimeSpan duration, bool wasLate)
    {
        Volatile.Write(ref polls, polls + 1);
        if (wasLate)
            Volatile.Write(ref late, late + 1);
        metrics.Polled(device, lateness, duration, wasLate);
    }

    public void LeftOut(long count)
    {
        if (count == 0)
            return;
        Volatile.Write(ref skipped, skipped + count);
        metrics.Skipped(device, count);
    }
}
