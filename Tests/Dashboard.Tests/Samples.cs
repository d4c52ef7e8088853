using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Live;

namespace Faultline.Dashboard.Tests;

/// <summary>Values to build tests from.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static readonly SystemId System = new("hydraulic-1");

    public static readonly SystemInfo Info = new(System, 1, "Hydraulic 1");

    public static readonly IReadOnlyList<SensorInfo> Sensors =
        [.. HydraulicRig.Sensors.Select(sensor => new SensorInfo($"hydraulic-1.{sensor.Name}", sensor.Name, sensor.Title, sensor.Unit, new SensorLimits(null, null, 10, 20)))];

    public static Alarm Alarm(int number, AlarmSeverity severity = AlarmSeverity.High, double minute = 0, string system = "hydraulic-1") => new(
        new Guid(number, 0, 0, new byte[8]), new SystemId(system), AlarmKind.Limit, "PS1", AlarmCondition.High, severity, AlarmState.Active, false,
        Start.AddMinutes(minute), null, null, null, 196, 195, null, $"Alarm number {number}.");

    public static AlarmTransition Raise(Alarm alarm) => new(1, AlarmEvent.Raised, alarm.RaisedAt, alarm);

    public static AlarmTransition Acknowledge(Alarm alarm) => new(
        2, AlarmEvent.Acknowledged, Start, alarm with { Acknowledged = true, AcknowledgedAt = Start, AcknowledgedBy = "op" });

    public static AlarmTransition Clear(Alarm alarm) => new(3, AlarmEvent.Cleared, Start, alarm with { State = AlarmState.Cleared, ClearedAt = Start });

    public static LiveReadings Readings(double seconds, params (string Sensor, double Value)[] values) => new(
        System, Start.AddSeconds(seconds),
        values.ToDictionary(entry => entry.Sensor, entry => new LiveValue(entry.Value, QualityClass.Good, Start.AddSeconds(seconds))));

    public static Prediction Prediction(double seconds, Component component, int level, double probability = 0.9)
    {
        var count = ComponentClasses.Of(component).Count;
        var rest = (1 - probability) / (count - 1);
        var entry = new ComponentPrediction(
            component, ComponentClasses.Of(component)[level], probability, [.. Enumerable.Range(0, count).Select(i => i == level ? probability : rest)]);
        return new Prediction(
            Guid.NewGuid(), System, Start.AddSeconds(seconds - 60), Start.AddSeconds(seconds), "v1", PredictionSource.Live, 1, [entry]);
    }

    /// <summary>A prediction of all components, healthy but for a valve at 90 %.</summary>
    public static Prediction WholePrediction(double seconds, Anomaly? anomaly = null) => Prediction(seconds, Component.Cooler, 0) with
    {
        Components = [.. ComponentClasses.All.SelectMany(component => Prediction(seconds, component, component == Component.Valve ? 1 : 0).Components)],
        Anomaly = anomaly,
    };
}
