namespace Faultline.Collector.Plant;

/// <summary>This collector, and the machines that an empty database is given as the first version of the plant. Section <c>Plant</c>.</summary>
public sealed class PlantOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Plant";

    /// <summary>Systems; none given means three hydraulic machines at the simulator, where there is one.</summary>
    public List<SystemOptions> Systems { get; set; } = [];

    /// <summary>
    /// How many times faster than real time the plant runs (a simulator started with the same speed), 0.01 to 1000: poll intervals,
    /// load cycle and the validation's times are divided by it. Default 1. The flat keys <c>speed</c> and <c>Faultline:Speed</c> win over it.
    /// </summary>
    public double Speed { get; set; } = 1;

    /// <summary>
    /// First part of the collector's id, 1 to 48 characters of a–z, 0–9, '-' and '_'. Default <c>collector</c>. The spool adds a random end.
    /// </summary>
    public string CollectorName { get; set; } = "collector";

    /// <summary>How often the database is asked for a newer version when no hint came, 100 ms to 1 h. Default 5 s.</summary>
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromSeconds(5);
}
