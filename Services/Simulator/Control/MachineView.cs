using Faultline.Contracts;
using Faultline.Simulator.Machines;

namespace Faultline.Simulator.Control;

/// <summary>One machine as it is now.</summary>
/// <param name="Id">System id.</param>
/// <param name="Number">System number and Modbus unit identifier.</param>
/// <param name="Source">"twin" or "replay".</param>
/// <param name="CycleNumber">Present load cycle, from 1.</param>
/// <param name="CycleStartedAt">Its start, UTC.</param>
/// <param name="CycleSeconds">Real seconds that it takes.</param>
/// <param name="RecordedRow">Row of the recorded cycle that is replayed; null for the twin.</param>
/// <param name="Connection">Whether it answers.</param>
/// <param name="ConnectionRefusedUntil">When it answers again by itself, UTC; null when it answers or does so only by a command.</param>
/// <param name="Conditions">Component to condition.</param>
/// <param name="Sensors">Sensors in order of their ordinals.</param>
internal sealed record MachineView(
    SystemId Id,
    int Number,
    string Source,
    long CycleNumber,
    DateTimeOffset CycleStartedAt,
    double CycleSeconds,
    int? RecordedRow,
    ConnectionMode Connection,
    DateTimeOffset? ConnectionRefusedUntil,
    IReadOnlyDictionary<Component, ConditionView> Conditions,
    IReadOnlyList<SensorView> Sensors)
{
    public static MachineView Of(Machine machine, PlantClock clock)
    {
        var cycle = machine.Cycles(1)[0];
        return new MachineView(
            machine.Id, machine.Number, machine.Adjustable ? "twin" : "replay", cycle.Number, cycle.StartedAt,
            HydraulicRig.CycleDuration.TotalSeconds / clock.Speed, cycle.Row, machine.Connection.Mode, machine.Connection.RefusedUntil,
            ComponentClasses.All.ToDictionary(component => component, component => ConditionOf(machine, clock, component, cycle)),
            [.. HydraulicRig.Sensors.Select(sensor => SensorView.Of(machine, sensor))]);
    }

    public static ConditionView ConditionOf(Machine machine, PlantClock clock, Component component, LoadCycle cycle)
    {
        var unit = ComponentClasses.UnitOf(component);
        if (!machine.Adjustable)
            return new ConditionView(cycle.AtStart?.Of(component), cycle.AtStart?.Of(component), unit, null);
        var ramp = machine.LatestRamp(component);
        var end = ramp.Start + ramp.Duration;
        return new ConditionView(machine.Conditions.Of(component), ramp.To, unit, end > clock.Seconds ? clock.UtcAt(end) : null);
    }
}
