using Faultline.Alarms.NoData;
using Faultline.Contracts;

namespace Faultline.Alarms;

/// <summary>Silence as an alarm.</summary>
public sealed partial class AlarmEngine
{
    private readonly NoDataRule noData = new();
    private readonly Dictionary<string, Alarm> silences = [];

    /// <summary>
    /// Time passes: sensors that have told nothing good for longer than they may are silent. To be called only when everything that was stored or published up to about
    /// <paramref name="now"/> has gone in.
    /// </summary>
    public IReadOnlyList<AlarmTransition> OnTime(DateTimeOffset now)
    {
        var found = noData.At(now);
        List<AlarmTransition> transitions = [];
        foreach (var source in silences.Keys.Where(source => !found.Any(silence => silence.Source == source)).ToArray())
        {
            transitions.Add(AlarmLifecycle.Clear(silences[source], now));
            silences.Remove(source);
        }
        foreach (var silence in found.Where(silence => !silences.ContainsKey(silence.Source)))
        {
            var severity = silence.Sensor is null ? AlarmSeverity.Critical : AlarmSeverity.High;
            var raised = Raise(AlarmKind.NoData, silence.Source, AlarmCondition.NoData, severity, silence.Since) with
            {
                Value = silence.Limit.TotalSeconds,
                Limit = silence.Limit.TotalSeconds,
                Message = AlarmMessages.OfSilence(silence),
            };
            silences[silence.Source] = raised;
            transitions.Add(new AlarmTransition(0, AlarmEvent.Raised, silence.Since, raised));
        }
        return transitions;
    }

    /// <summary>A good reading ends the silence of its sensor, and that of the whole system.</summary>
    private AlarmTransition[] EndSilence(in Reading reading)
    {
        if (!noData.Update(reading) || silences.Count == 0)
            return [];
        var (name, at) = (bySensor[reading.Sensor.Value].Sensor.Name, reading.SourceTime);
        return [.. End(NoDataRule.WholeSystem, at), .. End(name, at)];
    }

    private AlarmTransition[] End(string source, DateTimeOffset at)
    {
        // What was raised later than this reading is not ended by it: it comes from a backlog.
        if (!silences.TryGetValue(source, out var alarm) || at < alarm.RaisedAt)
            return [];
        silences.Remove(source);
        return [AlarmLifecycle.Clear(alarm, at)];
    }

    private bool RestoreSilence(Alarm alarm)
    {
        if (!noData.Knows(alarm.Source))
            return false;
        if (alarm.State == AlarmState.Active)
            silences[alarm.Source] = alarm;
        return true;
    }
}
