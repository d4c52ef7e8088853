using Faultline.Contracts;

namespace Faultline.Dashboard.Live;

/// <summary>The alarms known to this browser. Bounded: beyond <see cref="Capacity"/> the oldest that are over and acknowledged go first.</summary>
public sealed class AlarmBook
{
    /// <summary>Most alarms kept; a page of 1000 rows is more than anyone scrolls, older ones stay in the database.</summary>
    public const int Capacity = 1000;

    private readonly Dictionary<Guid, Alarm> alarms = [];

    /// <summary>An alarm was added or has changed.</summary>
    public event Action? Changed;

    /// <summary>An alarm was raised while this browser watched.</summary>
    public event Action<Alarm>? Raised;

    /// <summary>Number of alarms known.</summary>
    public int Count => alarms.Count;

    /// <summary>Active alarms nobody has acknowledged.</summary>
    public int Unacknowledged => alarms.Values.Count(alarm => !alarm.Acknowledged && alarm.State == AlarmState.Active);

    /// <summary>Active alarms, of one system or of all.</summary>
    public IEnumerable<Alarm> Active(SystemId? system = null) =>
        alarms.Values.Where(alarm => alarm.State == AlarmState.Active && (system is null || alarm.SystemId == system));

    /// <summary>What operators see: unacknowledged first, within that newest first.</summary>
    public IReadOnlyList<Alarm> List(AlarmFilter filter) =>
    [
        .. alarms.Values.Where(filter.Shows)
            .OrderBy(alarm => alarm.Acknowledged)
            .ThenByDescending(alarm => alarm.RaisedAt)
            .ThenByDescending(alarm => alarm.Id),
    ];

    /// <summary>The alarm with this id, or null.</summary>
    public Alarm? Find(Guid id) => alarms.GetValueOrDefault(id);

    /// <summary>Takes over what the API lists; steps that arrived meanwhile are kept.</summary>
    public void Load(IEnumerable<Alarm> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        foreach (var alarm in list) Put(alarm);
        Trim();
        Changed?.Invoke();
    }

    /// <summary>Takes over all active alarms of a system: any other one has been cleared while this browser did not watch.</summary>
    public void Reconcile(SystemId system, IReadOnlyList<Alarm> active)
    {
        ArgumentNullException.ThrowIfNull(active);
        var ids = active.Select(alarm => alarm.Id).ToHashSet();
        foreach (var over in Active(system).Where(alarm => !ids.Contains(alarm.Id)).ToArray())
            alarms[over.Id] = over with { State = AlarmState.Cleared };
        Load(active);
    }

    /// <summary>Applies one step.</summary>
    public void Apply(AlarmTransition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        var isNew = !alarms.ContainsKey(transition.Alarm.Id);
        Put(transition.Alarm);
        Trim();
        if (isNew && transition.Event == AlarmEvent.Raised) Raised?.Invoke(transition.Alarm);
        Changed?.Invoke();
    }

    // An alarm is only ever acknowledged and cleared, never the reverse, so the one with more done is the later one,
    // in whatever order messages and answers arrive.
    private void Put(Alarm alarm)
    {
        if (!alarms.TryGetValue(alarm.Id, out var known))
        {
            alarms[alarm.Id] = alarm;
            return;
        }
        var merged = Steps(alarm) >= Steps(known) ? (alarm, known) : (known, alarm);
        alarms[alarm.Id] = Merge(merged.Item1, merged.Item2);
    }

    private static Alarm Merge(Alarm later, Alarm earlier) => later with
    {
        State = earlier.State == AlarmState.Cleared ? AlarmState.Cleared : later.State,
        ClearedAt = later.ClearedAt ?? earlier.ClearedAt,
        Acknowledged = later.Acknowledged || earlier.Acknowledged,
        AcknowledgedAt = later.AcknowledgedAt ?? earlier.AcknowledgedAt,
        AcknowledgedBy = later.AcknowledgedBy ?? earlier.AcknowledgedBy,
    };

    private static int Steps(Alarm alarm) => (alarm.Acknowledged ? 1 : 0) + (alarm.State == AlarmState.Cleared ? 1 : 0);

    private void Trim()
    {
        if (alarms.Count <= Capacity) return;
        var surplus = alarms.Values.OrderByDescending(Steps).ThenBy(alarm => alarm.RaisedAt).Take(alarms.Count - Capacity).ToArray();
        foreach (var alarm in surplus) alarms.Remove(alarm.Id);
    }
}
