using Faultline.Alarms.Faults;
using Faultline.Alarms.Limits;
using Faultline.Contracts;

namespace Faultline.Alarms;

/// <summary>
/// All alarm rules of one system: readings and predictions go in, in order of their source times, transitions come out. Holds no clock and does
/// no I/O; times are those of the readings. At most one occurrence is active per sensor and per component. Not thread-safe: one caller at a time.
/// </summary>
public sealed partial class AlarmEngine
{
    private readonly SystemId system;
    private readonly Dictionary<int, SensorRule> bySensor = [];
    private readonly Dictionary<Component, FaultRule> byComponent = [];

    /// <summary>Creates the rules without any active alarm.</summary>
    /// <exception cref="ArgumentException">A sensor's limits are inconsistent; the sensor is named.</exception>
    public AlarmEngine(SystemDefinition definition, PredictedFaultOptions options)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(options);
        system = definition.Id;
        foreach (var sensor in definition.Sensors)
        {
            if (LimitFaults.Of(sensor.Limits) is { Count: > 0 } faults)
                throw new ArgumentException($"Sensor {system}.{sensor.Name}: {string.Join(' ', faults)}", nameof(definition));
            bySensor[definition.IdOf(sensor).Value] = new SensorRule(sensor, new LimitMonitor(sensor.Limits));
            if (sensor.NoDataAfter is { } silence)
                noData.Add(definition.IdOf(sensor), sensor, silence);
        }
        var speed = HydraulicRig.CycleDuration / definition.CycleDuration;
        foreach (var component in ComponentClasses.All)
            byComponent[component] = new FaultRule(new FaultMonitor(options, speed));
        unknown = new UnknownMonitor(options, speed);
    }

    /// <summary>
    /// Takes up where a former engine stopped. Give each sensor's and component's newest occurrence; what it led to is not repeated when
    /// readings up to then come again. Active occurrences whose rule no longer exists are returned as transitions that clear them.
    /// </summary>
    public IReadOnlyList<AlarmTransition> Restore(IEnumerable<Alarm> alarms)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        List<AlarmTransition> orphans = [];
        foreach (var alarm in alarms.Where(alarm => alarm.SystemId == system).OrderBy(alarm => alarm.RaisedAt))
        {
            var isKnown = alarm.Kind switch
            {
                AlarmKind.Limit => RestoreLimit(alarm),
                AlarmKind.NoData => RestoreSilence(alarm),
                AlarmKind.UnknownCondition => RestoreUnknown(alarm),
                _ => RestoreFault(alarm),
            };
            if (!isKnown && alarm.State == AlarmState.Active)
                orphans.Add(AlarmLifecycle.Clear(alarm, alarm.RaisedAt));
        }
        return orphans;
    }

    /// <summary>Takes one reading; the transitions are in the order in which they must be stored. Nothing is allocated when there are none.</summary>
    public IReadOnlyList<AlarmTransition> OnReading(in Reading reading)
    {
        if (!bySensor.TryGetValue(reading.Sensor.Value, out var rule))
            return [];
        var ended = EndSilence(reading);
        if (!rule.Monitor.Update(reading))
            return ended;
        Alarm? raised = null;
        if (rule.Monitor.Active is { } condition)
        {
            var limit = rule.Monitor.LimitOf(condition);
            var severity = condition is AlarmCondition.HighHigh or AlarmCondition.LowLow ? AlarmSeverity.Critical : AlarmSeverity.High;
            raised = Raise(AlarmKind.Limit, rule.Sensor.Name, condition, severity, reading.SourceTime) with
            {
                Value = reading.Value,
                Limit = limit,
                Message = AlarmMessages.OfLimit(rule.Sensor, condition, reading.Value, limit),
            };
        }
        var changed = Replace(ref rule.Occurrence, raised, reading.SourceTime);
        return ended.Length == 0 ? changed : [.. ended, .. changed];
    }

    /// <summary>Takes one prediction of the live line, timed by the end of its window.</summary>
    public IReadOnlyList<AlarmTransition> OnPrediction(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        List<AlarmTransition> transitions = [.. OnAnomaly(prediction)];
        foreach (var component in prediction.Components)
        {
            var rule = byComponent[component.Component];
            if (!rule.Monitor.Update(prediction.WindowEnd, component))
                continue;
            Alarm? raised = null;
            if (rule.Monitor.Active is { } severity)
            {
                raised = Raise(AlarmKind.PredictedFault, SourceOf(component.Component), AlarmCondition.Fault, severity, prediction.WindowEnd) with
                {
                    Value = component.Condition,
                    Probability = component.Probability,
                    Message = AlarmMessages.OfFault(component, prediction.Anomaly),
                };
            }
            transitions.AddRange(Replace(ref rule.Occurrence, raised, prediction.WindowEnd));
        }
        return transitions;
    }

    private static string SourceOf(Component component) => component switch
    {
        Component.Cooler => "cooler",
        Component.Valve => "valve",
        Component.Pump => "pump",
        _ => "accumulator",
    };

    private static AlarmTransition[] Replace(ref Alarm? occurrence, Alarm? raised, DateTimeOffset at)
    {
        var former = occurrence;
        occurrence = raised;
        AlarmTransition[] cleared = former is null ? [] : [AlarmLifecycle.Clear(former, at)];
        return raised is null ? cleared : [.. cleared, new AlarmTransition(0, AlarmEvent.Raised, at, raised)];
    }

    private Alarm Raise(AlarmKind kind, string source, AlarmCondition condition, AlarmSeverity severity, DateTimeOffset at) => new(
        AlarmLifecycle.IdOf(system, source, condition, at), system, kind, source, condition, severity, AlarmState.Active, Acknowledged: false,
        at, ClearedAt: null, AcknowledgedAt: null, AcknowledgedBy: null, Value: 0, Limit: null, Probability: null, Message: "");

    private bool RestoreLimit(Alarm alarm)
    {
        var rule = bySensor.Values.FirstOrDefault(rule => rule.Sensor.Name == alarm.Source);
        if (rule is null)
            return false;
        rule.Monitor.Skip(alarm.ClearedAt ?? alarm.RaisedAt);
        if (alarm.State != AlarmState.Active)
            return true;
        if (!rule.Monitor.Restore(alarm.Condition, alarm.RaisedAt))
            return false;
        rule.Occurrence = alarm;
        return true;
    }

    private bool RestoreFault(Alarm alarm)
    {
        var component = ComponentClasses.All.FirstOrDefault(component => SourceOf(component) == alarm.Source, (Component)(-1));
        if (!byComponent.TryGetValue(component, out var rule))
            return false;
        rule.Monitor.Skip(alarm.ClearedAt ?? alarm.RaisedAt);
        if (alarm.State != AlarmState.Active)
            return true;
        rule.Monitor.Restore(alarm.Severity, alarm.RaisedAt);
        rule.Occurrence = alarm;
        return true;
    }

    private sealed class SensorRule(SensorDefinition sensor, LimitMonitor monitor)
    {
        public Alarm? Occurrence;

        public SensorDefinition Sensor { get; } = sensor;

        public LimitMonitor Monitor { get; } = monitor;
    }

    private sealed class FaultRule(FaultMonitor monitor)
    {
        public Alarm? Occurrence;

        public FaultMonitor Monitor { get; } = monitor;
    }
}
