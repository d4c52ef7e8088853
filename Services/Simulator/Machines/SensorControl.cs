namespace Faultline.Simulator.Machines;

/// <summary>How one sensor is tampered with. Immutable.</summary>
/// <param name="Mode">What it shows.</param>
/// <param name="Value">The value shown (stuck) or added (offset), in the sensor's unit; else 0.</param>
/// <param name="ChangedAt">From when on its registers show it, UTC; null when it never was touched.</param>
internal sealed record SensorControl(SensorMode Mode, double Value, DateTimeOffset? ChangedAt)
{
    /// <summary>A sensor nobody touched.</summary>
    public static SensorControl Untouched { get; } = new(SensorMode.Normal, 0, null);

    /// <summary>What the sensor shows when <paramref name="measured"/> is measured.</summary>
    public float Show(double measured) => Mode switch
    {
        SensorMode.Stuck => (float)Value,
        SensorMode.Offset => (float)(measured + Value),
        SensorMode.Nan => float.NaN,
        _ => (float)measured,
    };
}
