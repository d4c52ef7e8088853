using Faultline.Contracts;
using Faultline.Dashboard.Api;

namespace Faultline.Dashboard.Live;

/// <summary>Fills <see cref="PlantState"/> and <see cref="AlarmBook"/>: loads at each connect, then follows the hub.</summary>
public sealed class LineMonitor
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly FaultlineApi api;
    private readonly PlantState plant;
    private readonly AlarmBook alarms;
    private readonly TimeProvider time;
    private DateTimeOffset nextLook = DateTimeOffset.MinValue;

    /// <summary>Wires hub, link and states together; nothing runs before the link is started.</summary>
    public LineMonitor(FaultlineApi api, ILiveHub hub, LiveLink link, PlantState plant, AlarmBook alarms, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(link);
        (this.api, this.plant, this.alarms, this.time) = (api, plant, alarms, time);
        Link = link;
        hub.Snapshot += OnSnapshot;
        hub.Readings += plant.Apply;
        hub.Prediction += plant.Apply;
        hub.Alarm += alarms.Apply;
        plant.Unknown += system => _ = DescribeAsync(system);
        link.Reload = LoadAsync;
        link.CheckSession = CheckSessionAsync;
    }

    /// <summary>The connection.</summary>
    public LiveLink Link { get; }

    private void OnSnapshot(LiveSnapshot snapshot)
    {
        alarms.Reconcile(snapshot.SystemId, snapshot.ActiveAlarms);
        if (snapshot.Readings is not null) plant.Apply(snapshot.Readings);
        if (snapshot.LatestPrediction is not null) plant.Apply(snapshot.LatestPrediction);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        alarms.Load(await api.AlarmsAsync());
        foreach (var info in await api.SystemsAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            plant.Describe(info, await api.SensorsAsync(info.Id));
        }
        plant.MarkLoaded();
    }

    /// <summary>Asks what a system is that was configured, or got sensors, since the list was loaded; at most once in <see cref="Pause"/>.</summary>
    private async Task DescribeAsync(SystemId system)
    {
        if (time.GetUtcNow() < nextLook)
            return;
        nextLook = time.GetUtcNow() + Pause;
        try
        {
            if ((await api.SystemsAsync()).FirstOrDefault(info => info.Id == system) is { } found)
                plant.Describe(found, await api.SensorsAsync(system));
        }
        catch (ApiException)
        {
            return; // The next message of that system asks again.
        }
    }

    // A browser's WebSocket does not tell why it was refused; a plain request does, and its 401 ends the session.
    private async Task CheckSessionAsync()
    {
        try
        {
            await api.MeAsync();
        }
        catch (ApiException)
        {
            return; // Away or refused: the link goes on trying, or the session has just ended.
        }
    }
}
