using Faultline.Contracts;
using Faultline.Simulator.Machines;

namespace Faultline.Simulator.Control;

/// <summary>The truth about one load cycle.</summary>
/// <param name="CycleNumber">Number since the start, from 1.</param>
/// <param name="StartedAt">Start, UTC.</param>
/// <param name="EndedAt">End (exclusive), UTC; for the present cycle expected at the present speed.</param>
/// <param name="Finished">Whether it is over.</param>
/// <param name="RecordedRow">Row of the replayed cycle in the folder's files, from 0; null for the twin.</param>
/// <param name="Stable">Whether the recorded cycle had reached static conditions; null when unknown.</param>
/// <param name="Steady">Whether no condition changed within the cycle.</param>
/// <param name="Conditions">True conditions at its end; null for recorded cycles without labels.</param>
/// <param name="ConditionsAtStart">True conditions at its start; null likewise.</param>
internal sealed record CycleView(
    long CycleNumber,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    bool Finished,
    int? RecordedRow,
    bool? Stable,
    bool Steady,
    IReadOnlyDictionary<Component, double>? Conditions,
    IReadOnlyDictionary<Component, double>? ConditionsAtStart)
{
    public static CycleView Of(LoadCycle cycle) => new(
        cycle.Number, cycle.StartedAt, cycle.EndsAt, cycle.Finished, cycle.Row, cycle.Stable, cycle.AtStart == cycle.AtEnd,
        cycle.AtEnd?.ToDictionary(), cycle.AtStart?.ToDictionary());
}
