using Faultline.Contracts;
using Faultline.Simulator.Machines;

namespace Faultline.Simulator.Control;

/// <summary>What one sensor shows and why.</summary>
/// <param name="Name">Sensor name.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Value">What its registers hold now; null when that is no number.</param>
/// <param name="Mode">How it is tampered with.</param>
/// <param name="ControlValue">The value given with the mode; null where it has none.</param>
/// <param name="ChangedAt">From when on the registers show the last change of mode, UTC, microseconds; null when there was none.</param>
internal sealed record SensorView(string Name, string Unit, double? Value, SensorMode Mode, double? ControlValue, DateTimeOffset? ChangedAt)
{
    public static SensorView Of(Machine machine, SensorDefinition sensor)
    {
        Span<float> shown = stackalloc float[1];
        machine.Read(sensor.Ordinal - 1, shown);
        var control = machine.SensorAt(sensor.Ordinal - 1);
        return new SensorView(
            sensor.Name, sensor.Unit, float.IsFinite(shown[0]) ? shown[0] : null, control.Mode,
            control.Mode is SensorMode.Stuck or SensorMode.Offset ? control.Value : null, Microseconds(control.ChangedAt));
    }

    private static DateTimeOffset? Microseconds(DateTimeOffset? time) =>
        time is { } exact ? exact.AddTicks(-(exact.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
