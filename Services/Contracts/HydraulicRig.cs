namespace Faultline.Contracts;

/// <summary>
/// The hydraulic test rig of Helwig, Pignanelli and Schütze (I2MTC 2015): its 17 sensors with units, sample intervals, physical
/// ranges and default limits, and the Modbus register map of a machine of this kind. Default limits lie just outside the 2005 recorded
/// cycles (doi:10.24432/C5CW21), so that worn but recorded operation raises no limit alarm: those faults are the model's to find.
/// </summary>
public static class HydraulicRig
{
    /// <summary>Length of the load cycle at real speed.</summary>
    public static readonly TimeSpan CycleDuration = TimeSpan.FromSeconds(60);

    /// <summary>Values per sensor in a scoring window: one mean for each sixtieth of the load cycle.</summary>
    public const int WindowLength = 60;

    /// <summary>Number of sensors.</summary>
    public const int SensorCount = 17;

    /// <summary>Input registers that hold the sensors: two each, from address 0.</summary>
    public const int RegisterCount = SensorCount * 2;

    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Medium = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>The sensors in order of their ordinals.</summary>
    public static IReadOnlyList<SensorDefinition> Sensors { get; } =
    [
        Pressure(1, "Pressure after main pump", 400, Seconds(10), Limits(100, 120, 195, 200, 2)),
        Pressure(2, "Pressure after valve", 400, null, Limits(null, null, 175, 190, 2)),
        Pressure(3, "Pressure at load", 60, null, Limits(null, null, 15, 20, 0.5)),
        Pressure(4, "Pressure at accumulator branch", 60, null, Limits(null, null, 12, 14, 0.2)),
        Pressure(5, "Pressure in cooling circuit, supply", 60, Seconds(10), Limits(7, 7.5, 11, 12, 0.1)),
        Pressure(6, "Pressure in cooling circuit, return", 60, Seconds(10), Limits(7, 7.5, 11, 12, 0.1)),
        new("EPS1", 7, "Motor power", "W", Medium, 0, 6000, null, Seconds(10), Limits(1200, 1600, 3300, 3600, 25)),
        new("FS1", 8, "Volume flow, working circuit", "l/min", Medium, 0, 60, null, null, Limits(null, null, 25, 30, 0.3)),
        new("FS2", 9, "Volume flow, cooling circuit", "l/min", Medium, 0, 60, null, Seconds(10), Limits(7, 8, 11.5, 13, 0.1)),
        Temperature(1, 10, "Oil temperature, tank", Limits(null, null, 62, 68, 1)),
        Temperature(2, 11, "Oil temperature, after pump", Limits(null, null, 66, 72, 1)),
        Temperature(3, 12, "Oil temperature, return", Limits(null, null, 64, 70, 1)),
        Temperature(4, 13, "Oil temperature, after cooler", Limits(null, null, 58, 64, 1)),
        new("VS1", 14, "Vibration", "mm/s", Slow, 0, 50, null, Seconds(120), Limits(null, null, 3, 4, 0.1)),
        new("CE", 15, "Cooling efficiency (virtual)", "%", Slow, 0, 100, null, Seconds(120), Limits(10, 15, null, null, 0.5)),
        new("CP", 16, "Cooling power (virtual)", "kW", Slow, 0, 10, null, Seconds(120), Limits(0.5, 0.8, null, null, 0.05)),
        new("SE", 17, "Efficiency factor", "%", Slow, 0, 120, null, null, Limits(null, null, null, null, 0)),
    ];

    /// <summary>The sensor called <paramref name="name"/>, or null.</summary>
    public static SensorDefinition? Find(string name)
    {
        foreach (var sensor in Sensors)
        {
            if (string.Equals(sensor.Name, name, StringComparison.Ordinal))
                return sensor;
        }
        return null;
    }

    /// <summary>
    /// First of the two Modbus input registers of a sensor: IEEE 754 single precision, most significant register first, each register
    /// big-endian.
    /// </summary>
    public static ushort RegisterOf(SensorDefinition sensor)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        return (ushort)((sensor.Ordinal - 1) * 2);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    // Pressures step when valves switch: no rate of change is unbelievable. Temperatures move by well under 1 °C a second.
    private static SensorDefinition Pressure(int number, string title, double maximum, TimeSpan? frozenAfter, AlarmLimits limits) =>
        new($"PS{number}", number, title, "bar", Fast, 0, maximum, null, frozenAfter, limits);

    private static SensorDefinition Temperature(int number, int ordinal, string title, AlarmLimits limits) =>
        new($"TS{number}", ordinal, title, "°C", Slow, -20, 120, 10, Seconds(120), limits);

    private static AlarmLimits Limits(double? lowLow, double? low, double? high, double? highHigh, double deadband) =>
        new(lowLow, low, high, highHigh, deadband, TimeSpan.Zero, TimeSpan.FromSeconds(2));
}
