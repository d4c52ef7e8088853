namespace Faultline.Simulator.Machines;

/// <summary>One load cycle of a machine.</summary>
/// <param name="Number">Number since the simulator's start, from 1.</param>
/// <param name="StartedAt">Start, UTC.</param>
/// <param name="EndsAt">End (exclusive), UTC; for the present cycle expected at the present speed.</param>
/// <param name="Finished">Whether it is over.</param>
/// <param name="Row">Row of the recorded cycle that was replayed; null for the twin.</param>
/// <param name="Stable">Whether the recorded cycle had reached static conditions; null when unknown.</param>
/// <param name="AtStart">True conditions at its start; null for recorded cycles without labels.</param>
/// <param name="AtEnd">True conditions at its end; null for recorded cycles without labels.</param>
internal sealed record LoadCycle(
    long Number,
    DateTimeOffset StartedAt,
    DateTimeOffset EndsAt,
    bool Finished,
    int? Row,
    bool? Stable,
    RigConditions? AtStart,
    RigConditions? AtEnd);
