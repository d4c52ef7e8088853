namespace Faultline.Simulator.Machines;

/// <summary>What a sensor shows.</summary>
internal enum SensorMode
{
    /// <summary>What it measures.</summary>
    Normal,

    /// <summary>One value for ever.</summary>
    Stuck,

    /// <summary>What it measures and a constant.</summary>
    Offset,

    /// <summary>No number (IEEE 754 NaN in its registers).</summary>
    Nan,
}
