namespace Faultline.Alarms.Faults;

/// <summary>
/// Follows whether the windows of a machine are unlike any known condition. Raised after an unbroken series of such windows, cleared after an unbroken series of
/// others; a pause breaks both.
/// </summary>
internal sealed class UnknownMonitor(PredictedFaultOptions options, double speed)
{
    private readonly TimeSpan persistence = options.UnknownPersistence / speed;
    private readonly TimeSpan clearDelay = options.ClearDelay / speed;
    private readonly TimeSpan longestPause = options.LongestPause / speed;
    private DateTimeOffset? since;
    private bool isUnknown;
    private DateTimeOffset lastTime = DateTimeOffset.MinValue;

    /// <summary>Whether the alarm stands.</summary>
    public bool Active { get; private set; }

    /// <summary>Takes a window; false when nothing changed.</summary>
    public bool Update(DateTimeOffset time, bool unknown)
    {
        if (time <= lastTime)
            return false;
        if (since is null || isUnknown != unknown || time - lastTime > longestPause)
            (since, isUnknown) = (time, unknown);
        lastTime = time;
        if (Active == unknown || time - since < (unknown ? persistence : clearDelay))
            return false;
        Active = unknown;
        return true;
    }

    /// <summary>Continues an occurrence that was stored as active.</summary>
    public void Restore() => Active = true;

    /// <summary>Windows up to <paramref name="time"/> have had their effect before.</summary>
    public void Skip(DateTimeOffset time) => lastTime = time > lastTime ? time : lastTime;
}
