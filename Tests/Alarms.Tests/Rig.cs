using Faultline.Alarms.Faults;
using Faultline.Contracts;

namespace Faultline.Alarms.Tests;

/// <summary>A system with one sensor of adjustable limits, and times counted in seconds from a fixed start.</summary>
internal static class Rig
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
    public static readonly SensorId Sensor = SensorId.Create(2, 1);
    public static readonly AlarmLimits Limits = new(100, 120, 195, 200, 2, TimeSpan.Zero, TimeSpan.FromSeconds(2));

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    public static AlarmEngine Engine(AlarmLimits? limits = null, TimeSpan? cycle = null) => new(Definition(limits, cycle), new PredictedFaultOptions());

    public static SystemDefinition Definition(AlarmLimits? limits = null, TimeSpan? cycle = null) => new(
        new SystemId("hydraulic-2"), 2, "Press 2", cycle ?? HydraulicRig.CycleDuration, [HydraulicRig.Sensors[0] with { Limits = limits ?? Limits }]);

    public static IReadOnlyList<AlarmTransition> Read(this AlarmEngine engine, double seconds, double value, Quality quality = default) =>
        engine.OnReading(new Reading(Sensor, At(seconds), value, quality));

    public static IReadOnlyList<AlarmTransition> Predict(this AlarmEngine engine, double seconds, double pump, double probability = 0.95) =>
        engine.OnPrediction(new Prediction(Guid.Empty, new SystemId("hydraulic-2"), null, At(seconds), "test", PredictionSource.Live, 1,
            [new ComponentPrediction(Component.Pump, pump, probability, [])]));

    /// <summary>Such as "raised high, cleared low".</summary>
    public static string Steps(this IEnumerable<AlarmTransition> transitions) =>
        string.Join(", ", transitions.Select(step => $"{step.Event} {(step.Alarm.Kind == AlarmKind.Limit ? step.Alarm.Condition : step.Alarm.Severity)}"));
}
