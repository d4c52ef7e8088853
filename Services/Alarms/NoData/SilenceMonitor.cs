using Faultline.Contracts;

namespace Faultline.Alarms.NoData;

/// <summary>When one sensor last told a good value. Holds no clock: times are those of the readings and of whoever asks.</summary>
internal sealed class SilenceMonitor(TimeSpan limit)
{
    private DateTimeOffset? lastGood;
    private bool isOutOfService;

    /// <summary>How long it may be silent.</summary>
    public TimeSpan Limit => limit;

    /// <summary>When the last good value was measured; null before the first, and while it is out of service by decision.</summary>
    public DateTimeOffset? LastGood => isOutOfService ? null : lastGood;

    /// <summary>Takes a reading of any quality.</summary>
    public void Update(in Reading reading)
    {
        isOutOfService = reading.Quality.Code == Quality.BadOutOfService.Code;
        if (reading.Quality.IsGood && (lastGood is null || reading.SourceTime > lastGood))
            lastGood = reading.SourceTime;
    }

    /// <summary>The time of the first look counts as a good value: before it, nobody could know.</summary>
    public void Begin(DateTimeOffset now) => lastGood ??= now;

    /// <summary>Since when the silence is an alarm; null when it is none at <paramref name="now"/>.</summary>
    public DateTimeOffset? SilentAt(DateTimeOffset now) => LastGood is { } last && now - last >= limit ? last + limit : null;
}
