using Faultline.Contracts;

namespace Faultline.Browser.Fake;

/// <summary>Three machines and their alarms.</summary>
internal sealed class FakePlant
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Alarm> alarms = [];
    private readonly Dictionary<string, DeviceConfiguration> devices = [];
    private long transitions;

    /// <summary>An alarm has taken a step.</summary>
    public event Action<AlarmTransition>? Announced;

    public IReadOnlyList<FakeMachine> Machines { get; } = [new(1), new(2), new(3)];

    public IReadOnlyList<Alarm> Alarms
    {
        get
        {
            lock (gate) return [.. alarms.Values.OrderByDescending(alarm => alarm.RaisedAt)];
        }
    }

    public FakeMachine Machine(string id) => Machines.First(machine => machine.Id.Value == id);

    /// <summary>A machine's device, as it was changed last; null for an id that is no machine's.</summary>
    public DeviceConfiguration? Device(string id)
    {
        lock (gate)
        {
            return devices.GetValueOrDefault(id) ?? (Machines.FirstOrDefault(machine => machine.Id.Value == id) is { } found ? FakeDevice.Of(found) : null);
        }
    }

    public void Put(DeviceConfiguration device)
    {
        lock (gate) devices[device.Id] = device;
    }

    public Alarm RaiseLimit(int machine, string sensor, AlarmCondition condition, double value, DateTimeOffset at)
    {
        var definition = HydraulicRig.Find(sensor)!;
        var (limit, severity, word) = condition switch
        {
            AlarmCondition.HighHigh => (definition.Limits.HighHigh, AlarmSeverity.Critical, "above its high-high limit"),
            AlarmCondition.High => (definition.Limits.High, AlarmSeverity.High, "above its high limit"),
            AlarmCondition.LowLow => (definition.Limits.LowLow, AlarmSeverity.Critical, "below its low-low limit"),
            _ => (definition.Limits.Low, AlarmSeverity.High, "below its low limit"),
        };
        var message = FormattableString.Invariant($"{definition.Title}: {value:0.0} {definition.Unit} is {word} of {limit:0.0} {definition.Unit}.");
        return Put(AlarmEvent.Raised, at, new Alarm(
            Guid.CreateVersion7(at), new SystemId($"hydraulic-{machine}"), AlarmKind.Limit, sensor, condition, severity, AlarmState.Active, false,
            at, null, null, null, value, limit, null, message));
    }

    public Alarm RaiseFault(int machine, Component component, int level, AlarmSeverity severity, DateTimeOffset at)
    {
        Machines[machine - 1].Levels[component] = level;
        var condition = ComponentClasses.Of(component)[level];
        var message = FormattableString.Invariant($"{component} is predicted to be worn: {condition:0} {ComponentClasses.UnitOf(component)}").TrimEnd() + ".";
        return Put(AlarmEvent.Raised, at, new Alarm(
            Guid.CreateVersion7(at), new SystemId($"hydraulic-{machine}"), AlarmKind.PredictedFault, component.ToString().ToLowerInvariant(),
            AlarmCondition.Fault, severity, AlarmState.Active, false, at, null, null, null, condition, null, 0.97, message));
    }

    public Alarm? Acknowledge(Guid id, string user, DateTimeOffset at)
    {
        Alarm? alarm;
        lock (gate) alarm = alarms.GetValueOrDefault(id);
        return alarm is null ? null : Put(AlarmEvent.Acknowledged, at, alarm with { Acknowledged = true, AcknowledgedAt = at, AcknowledgedBy = user });
    }

    public Alarm Clear(Alarm alarm, DateTimeOffset at) => Put(AlarmEvent.Cleared, at, alarm with { State = AlarmState.Cleared, ClearedAt = at });

    private Alarm Put(AlarmEvent what, DateTimeOffset at, Alarm alarm)
    {
        lock (gate) alarms[alarm.Id] = alarm;
        Announced?.Invoke(new AlarmTransition(Interlocked.Increment(ref transitions), what, at, alarm));
        return alarm;
    }
}
