using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Faultline.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>The connections that are open.</summary>
internal sealed partial class LiveClients : IDisposable
{
    /// <summary>Meter of this service.</summary>
    public const string MeterName = "Faultline.DiagnosticsApi";

    private readonly ConcurrentDictionary<string, LiveClient> clients = new();
    private readonly Meter meter = new(MeterName);
    private readonly IHubContext<LiveHub> hub;
    private readonly LiveState state;
    private readonly TimeProvider clock;
    private readonly ILogger<LiveClients> logger;

    public LiveClients(IHubContext<LiveHub> hub, LiveState state, TimeProvider clock, ILogger<LiveClients> logger)
    {
        (this.hub, this.state, this.clock, this.logger) = (hub, state, clock, logger);
        meter.CreateObservableGauge("faultline.live.clients", () => clients.Count, "{client}", "Connections to the live hub.");
    }

    public LiveClient this[string connectionId] => clients[connectionId];

    public void Open(HubCallerContext connection)
    {
        var client = new LiveClient(hub.Clients.Client(connection.ConnectionId), () => Abort(connection), state, clock);
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

    public void Dispose() => meter.Dispose();

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
