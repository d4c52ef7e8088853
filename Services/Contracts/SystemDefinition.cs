namespace Faultline.Contracts;

/// <summary>A system of the plant as its collector knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the plant, from 1; part of each sensor's key.</param>
/// <param name="Name">For people.</param>
/// <param name="CycleDuration">Length of its load cycle, which is the length of a scoring window.</param>
/// <param name="Sensors">Its sensors.</param>
public sealed record SystemDefinition(
    SystemId Id,
    int Number,
    string Name,
    TimeSpan CycleDuration,
    IReadOnlyList<SensorDefinition> Sensors)
{
    /// <summary>Key of one of its sensors.</summary>
    public SensorId IdOf(SensorDefinition sensor)
    {
        ArgumentNullException.ThrowIfNull(sensor);
        return SensorId.Create(Number, sensor.Ordinal);
    }
}
