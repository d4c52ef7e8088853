using Faultline.Contracts;

namespace Faultline.Alarms.Faults;

/// <summary>
/// Follows the predictions of one component. Raised after an unbroken series of worn scores, with the mildest severity seen in it; a series that
/// is more severe throughout replaces the occurrence (cleared and raised anew, to be acknowledged anew), at the earliest one persistence after it was
/// raised. A milder series changes
/// nothing: the alarm keeps its severity until the component has been healthy for the clear delay, so that a wavering model does not
/// fill the alarm list. Unsure scores (below the least probability) break a series of worn ones and do not count as healthy.
/// </summary>
internal sealed class FaultMonitor(PredictedFaultOptions options, double speed)
{
    private readonly TimeSpan persistence = options.Persistence / speed;
    private readonly TimeSpan clearDelay = options.ClearDelay / speed;
    private readonly TimeSpan longestPause = options.LongestPause / speed;
    // Series of scores at or above each severity, by AlarmSeverity; null when broken.
    private readonly DateTimeOffset?[] wornSince = new DateTimeOffset?[(int)AlarmSeverity.Critical + 1];
    private DateTimeOffset? healthySince;
    private DateTimeOffset activeSince;
    private DateTimeOffset lastTime = DateTimeOffset.MinValue;

    public AlarmSeverity? Active { get; private set; }

    /// <summary>Takes a score; false when nothing changed.</summary>
    public bool Update(DateTimeOffset time, ComponentPrediction prediction)
    {
        if (time <= lastTime)
            return false;
        if (time - lastTime > longestPause)
            Break();
        lastTime = time;
        var isSure = prediction.Probability >= options.MinimumProbability;
        var severity = isSure ? FaultSeverity.Of(prediction.Wear, prediction.Probability) : null;
        for (var i = 0; i < wornSince.Length; i++)
            wornSince[i] = severity is { } worn && (int)worn >= i ? wornSince[i] ?? time : null;
        healthySince = isSure && severity is null ? healthySince ?? time : null;

        var next = Next(time);
        if (next == Active)
            return false;
        Active = next;
        activeSince = time;
        return true;
    }

    public void Restore(AlarmSeverity severity, DateTimeOffset raisedAt)
    {
        Active = severity;
        activeSince = raisedAt;
        Skip(raisedAt);
    }

    /// <summary>Scores up to <paramref name="time"/> have had their effect before.</summary>
    public void Skip(DateTimeOffset time) => lastTime = time > lastTime ? time : lastTime;

    private AlarmSeverity? Next(DateTimeOffset time)
    {
        if (healthySince is { } healthy && time - healthy >= clearDelay)
            return null;
        if (Active is not null && time - activeSince < persistence)
            return Active;
        for (var i = wornSince.Length - 1; i >= 0; i--)
        {
            if (wornSince[i] is { } since && time - since >= persistence && (Active is null || (int)Active < i))
                return (AlarmSeverity)i;
        }
        return Active;
    }

    private void Break()
    {
        Array.Clear(wornSince);
        healthySince = null;
    }
}
