namespace Faultline.Contracts;

/// <summary>What is known of a kind of sensor before any machine is connected.</summary>
/// <param name="Name">Short name, such as PS1.</param>
/// <param name="Ordinal">Position within its system, from 1.</param>
/// <param name="Title">For people, such as "Pressure after main pump".</param>
/// <param name="Unit">Unit of the values (UCUM-like: bar, W, l/min, °C, mm/s, %, kW).</param>
/// <param name="SampleInterval">How often it is read.</param>
/// <param name="PhysicalMinimum">Lowest value the sensor can show.</param>
/// <param name="PhysicalMaximum">Highest value the sensor can show.</param>
/// <param name="MaximumRate">Fastest believable change, in units per second; null when steps are normal.</param>
/// <param name="FrozenAfter">How long exactly the same value is believable; null when for ever.</param>
/// <param name="Limits">Default alarm limits.</param>
public sealed record SensorDefinition(
    string Name,
    int Ordinal,
    string Title,
    string Unit,
    TimeSpan SampleInterval,
    double PhysicalMinimum,
    double PhysicalMaximum,
    double? MaximumRate,
    TimeSpan? FrozenAfter,
    AlarmLimits Limits)
{
    /// <summary>No reading of good quality for this long is an alarm; null for none. Default none.</summary>
    public TimeSpan? NoDataAfter { get; init; }
}
