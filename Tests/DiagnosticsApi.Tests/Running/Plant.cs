using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>What the tests put into the plant: systems, readings, predictions and alarms as the line's other parts make them.</summary>
internal static class Plant
{
    private static int systems;

    /// <summary>A system that no other test has.</summary>
    public static SystemDefinition NewSystem()
    {
        var number = Interlocked.Increment(ref systems);
        return new SystemDefinition(new SystemId($"press-{number}"), number, $"Press {number}", HydraulicRig.CycleDuration, HydraulicRig.Sensors);
    }

    public static SensorDefinition Sensor(string name) => HydraulicRig.Find(name)!;

    public static Reading Reading(SystemDefinition system, string sensor, DateTimeOffset at, double value, Quality? quality = null) =>
        new(system.IdOf(Sensor(sensor)), at, value, quality ?? Quality.Good);

    public static AlarmTransition Raised(SystemDefinition system, string sensor, DateTimeOffset at, Guid? id = null) => new(0, AlarmEvent.Raised, at, new Alarm(
        id ?? Guid.CreateVersion7(at), system.Id, AlarmKind.Limit, sensor, AlarmCondition.HighHigh, AlarmSeverity.Critical, AlarmState.Active, false, at, null,
        null, null, 201, 200, null, $"{sensor} is 201 bar, above its high-high limit of 200 bar."));

    public static AlarmTransition Cleared(AlarmTransition raised, DateTimeOffset at) =>
        new(0, AlarmEvent.Cleared, at, raised.Alarm with { State = AlarmState.Cleared, ClearedAt = at });

    public static Prediction Prediction(SystemDefinition system, DateTimeOffset windowEnd, PredictionSource source = PredictionSource.Live) => new(
        Guid.CreateVersion7(windowEnd), system.Id, windowEnd - system.CycleDuration, windowEnd, "model-of-the-tests", source, 1,
        [.. ComponentClasses.All.Select(component => new ComponentPrediction(
            component, ComponentClasses.HealthyOf(component), 1, [.. ComponentClasses.Of(component).Select((_, level) => level == 0 ? 1.0 : 0.0)]))]);
}
