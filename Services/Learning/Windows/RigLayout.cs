namespace Faultline.Learning.Windows;

/// <summary>
/// Shape of one load cycle as the models see it: 17 sensors in the order of the rig's ordinals (PS1 is index 0, SE index 16),
/// 60 means over 1/60 of the cycle each (1 s at real speed), sensor-major.
/// </summary>
public static class RigLayout
{
    /// <summary>Number of sensors of a rig.</summary>
    public const int Sensors = 17;

    /// <summary>Number of means a sensor has in a cycle.</summary>
    public const int Seconds = 60;

    /// <summary>Number of values in a cycle, 17 × 60.</summary>
    public const int Values = Sensors * Seconds;

    private static readonly string[] Names =
    [
        "PS1", "PS2", "PS3", "PS4", "PS5", "PS6", "EPS1", "FS1", "FS2", "TS1", "TS2", "TS3", "TS4", "VS1", "CE", "CP", "SE",
    ];

    /// <summary>Sensor names in index order, as in the UCI data set (doi:10.24432/C5CW21).</summary>
    public static IReadOnlyList<string> SensorNames => Names;

    /// <summary>Index 0..16 of a sensor by name (upper case), or -1 when the rig has no such sensor.</summary>
    public static int IndexOf(string name) => Array.IndexOf(Names, name);
}
