using Faultline.Contracts;
using Faultline.DiagnosticsApi.Systems;
using Faultline.TimeSeries;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>Takes snapshots: alarms from the database, which is the truth; values and prediction from memory, which is newer.</summary>
internal sealed class LiveSnapshots(PlantDirectory plant, LiveState state, AlarmStore alarms)
{
    public async Task<bool> KnowsAsync(SystemId system, CancellationToken cancellationToken) =>
        await plant.FindAsync(system.Value, cancellationToken) is not null;

    public async Task<IReadOnlyList<SystemId>> SystemsAsync(CancellationToken cancellationToken) =>
        [.. (await plant.ListAsync(cancellationToken)).Select(system => system.Id)];

    public async Task<LiveSnapshot> TakeAsync(SystemId system, CancellationToken cancellationToken)
    {
        var active = await alarms.ActiveAsync(system, cancellationToken);
        var live = state.Find(system);
        return new LiveSnapshot(system, active, live?.Prediction, live?.Readings);
    }
}
