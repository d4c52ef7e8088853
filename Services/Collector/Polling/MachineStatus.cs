namespace Faultline.Collector.Polling;

/// <summary>How reading one machine goes; written by its loop, read by the health check.</summary>
internal sealed class MachineStatus(TimeProvider time)
{
    private long lastPoll;
    private string? fault = "not connected yet";

    /// <summary>Why it cannot be read; null while it can.</summary>
    public string? Fault => Volatile.Read(ref fault);

    /// <summary>Time since the last answer; null before the first.</summary>
    public TimeSpan? SinceLastPoll => Volatile.Read(ref lastPoll) is > 0 and var at ? time.GetElapsedTime(at) : null;

    public void Answered()
    {
        Volatile.Write(ref lastPoll, Math.Max(1, time.GetTimestamp()));
        Volatile.Write(ref fault, null);
    }

    public void Failed(string reason) => Volatile.Write(ref fault, reason);
}
