using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Faultline.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>
/// One connection to the hub: what it subscribed to and what it has yet to get. Alarms go out at once and in order; of readings and predictions
/// only the newest, at most one readings message each <see cref="UpdateInterval"/> (several systems take turns). A send waits for
/// the connection to take it, so a slow client slows only itself and skips values. Alarms are never skipped: a client that lets
/// <see cref="MaxWaitingAlarms"/> pile up is cut off, and gets the whole state when it connects again.
/// </summary>
internal sealed class LiveClient(ISingleClientProxy proxy, Action abort, LiveState state, LiveMetrics metrics, TimeProvider clock) : IDisposable
{
    /// <summary>Ten readings messages a second.</summary>
    public static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>A few hundred alarms at once is a plant in trouble; a thousand unsent ones is a dead connection.</summary>
    public const int MaxWaitingAlarms = 1024;

    private readonly Channel<AlarmTransition> alarms = Channel.CreateBounded<AlarmTransition>(MaxWaitingAlarms);
    private readonly ConcurrentDictionary<SystemId, bool> subscriptions = new();
    private readonly ConcurrentDictionary<SystemId, Sent> sentTo = new();
    // Held while a snapshot is read and sent, so that transitions since the subscription come after it.
    private readonly SemaphoreSlim alarmTurn = new(1);
    private volatile bool isSubscribedToAll;
    private int turn;

    public bool Sees(SystemId system) => isSubscribedToAll || subscriptions.ContainsKey(system);

    public Task SubscribeAsync(SystemId system, Func<SystemId, Task<LiveSnapshot>> snapshot, CancellationToken cancellationToken) =>
        SendSnapshotsAsync([system], () => subscriptions[system] = true, snapshot, cancellationToken);

    public Task SubscribeAllAsync(IReadOnlyList<SystemId> systems, Func<SystemId, Task<LiveSnapshot>> snapshot, CancellationToken cancellationToken) =>
        SendSnapshotsAsync(systems, () => isSubscribedToAll = true, snapshot, cancellationToken);

    public void Unsubscribe(SystemId system) => subscriptions.TryRemove(system, out _);

    public void UnsubscribeAll()
    {
        isSubscribedToAll = false;
        subscriptions.Clear();
    }

    public void Announce(AlarmTransition transition)
    {
        if (!alarms.Writer.TryWrite(transition))
            abort();
    }

    /// <summary>Sends until the connection ends.</summary>
    public Task RunAsync(CancellationToken ended) => Task.WhenAll(SendAlarmsAsync(ended), SendUpdatesAsync(ended));

    public void Dispose() => alarmTurn.Dispose();

    private async Task SendSnapshotsAsync(
        IReadOnlyList<SystemId> systems, Action subscribe, Func<SystemId, Task<LiveSnapshot>> snapshot, CancellationToken cancellationToken)
    {
        await alarmTurn.WaitAsync(cancellationToken);
        try
        {
            subscribe();
            foreach (var system in systems)
                await proxy.SendAsync("snapshot", await snapshot(system), cancellationToken);
        }
        finally
        {
            alarmTurn.Release();
        }
    }

    private async Task SendAlarmsAsync(CancellationToken ended)
    {
        await foreach (var transition in alarms.Reader.ReadAllAsync(ended))
        {
            await alarmTurn.WaitAsync(ended);
            using var span = ReadingTrace.Start(LiveTrace.Source, "send alarm", ActivityKind.Producer, transition.TraceParent);
            try
            {
                await proxy.SendAsync("alarm", transition, ended);
                metrics.Sent(transition, clock.GetUtcNow());
            }
            finally
            {
                alarmTurn.Release();
            }
        }
    }

    private async Task SendUpdatesAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(UpdateInterval, clock);
        do
        {
            var systems = isSubscribedToAll ? [.. state.All] : state.All.Where(system => subscriptions.ContainsKey(system.Id)).ToList();
            foreach (var system in systems)
                await SendPredictionAsync(system, ended);
            for (var i = 0; i < systems.Count; i++)
            {
                turn = (turn + 1) % systems.Count;
                if (await SendReadingsAsync(systems[turn], ended))
                    break;
            }
        }
        while (await timer.WaitForNextTickAsync(ended));
    }

    private async Task SendPredictionAsync(LiveSystem system, CancellationToken ended)
    {
        var sent = SentTo(system);
        if (system.Prediction is not { } prediction || prediction.Id == sent.Prediction)
            return;
        sent.Prediction = prediction.Id;
        using var span = ReadingTrace.Start(LiveTrace.Source, "send prediction", ActivityKind.Producer, prediction.TraceParent);
        await proxy.SendAsync("prediction", prediction, ended);
    }

    private async Task<bool> SendReadingsAsync(LiveSystem system, CancellationToken ended)
    {
        var sent = SentTo(system);
        if (system.Readings is not { } readings || ReferenceEquals(readings, sent.Readings))
            return false;
        sent.Readings = readings;
        using var span = readings.Traced is { } batch
            ? ReadingTrace.Start(LiveTrace.Source, "send readings", ActivityKind.Producer, batch.Collector, batch.System, batch.Sequence)
            : null;
        await proxy.SendAsync("readings", readings, ended);
        return true;
    }

    private Sent SentTo(LiveSystem system) => sentTo.GetOrAdd(system.Id, _ => new Sent());

    private sealed class Sent
    {
        public Guid Prediction { get; set; }

        public ReadingsUpdate? Readings { get; set; }
    }
}
