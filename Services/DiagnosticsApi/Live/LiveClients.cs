using System.Collections.Concurrent;
using Faultline.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>The connections that are open.</summary>
internal sealed partial class LiveClients
{
    private readonly ConcurrentDictionary<string, LiveClient> clients = new();
    private readonly IHubContext<LiveHub> hub;
    private readonly LiveState state;
    private readonly LiveMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<LiveClients> logger;

    public LiveClients(IHubContext<LiveHub> hub, LiveState state, LiveMetrics metrics, TimeProvider clock, ILogger<LiveClients> logger)
    {
        (this.hub, this.state, this.metrics, this.clock, this.logger) = (hub, state, metrics, clock, logger);
        metrics.ObserveClients(() => clients.Count);
    }

    public LiveClient this[string connectionId] => clients[connectionId];

    public void Open(HubCallerContext connection)
    {
        var client = new LiveClient(hub.Clients.Client(connection.ConnectionId), () => Abort(connection), state, metrics, clock);
        clients[connection.ConnectionId] = client;
        _ = RunAsync(client, connection);
    }

    public void Close(string connectionId) => clients.TryRemove(connectionId, out _);

    /// <summary>Tells every client that sees the alarm's system.</summary>
    public void Announce(AlarmTransition transition)
    {
        foreach (var client in clients.Values.Where(client => client.Sees(transition.Alarm.SystemId)))
            client.Announce(transition);
    }

    private void Abort(HubCallerContext connection)
    {
        LogTooSlow(connection.ConnectionId, LiveClient.MaxWaitingAlarms);
        connection.Abort();
    }

    private async Task RunAsync(LiveClient client, HubCallerContext connection)
    {
        using var own = client;
        try
        {
            await client.RunAsync(connection.ConnectionAborted);
        }
        catch (OperationCanceledException)
        {
            LogEnded(connection.ConnectionId);
        }
        catch (Exception exception)
        {
            // The boundary of this connection's loop: whatever broke, the client connects again and gets a new snapshot.
            LogFailed(connection.ConnectionId, exception);
            connection.Abort();
        }
    }
}
