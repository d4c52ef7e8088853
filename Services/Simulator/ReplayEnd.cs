namespace Faultline.Simulator;

/// <summary>What a machine does after its last recorded cycle.</summary>
public enum ReplayEnd
{
    /// <summary>It replays its cycles again.</summary>
    StartOver,

    /// <summary>It stands still and keeps showing the last values.</summary>
    Stop,
}
