using Faultline.Contracts;
using Microsoft.AspNetCore.SignalR;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>The live hub; docs/live-hub.md is its contract.</summary>
internal sealed class LiveHub(LiveClients clients, LiveSnapshots snapshots) : Hub
{
    public override Task OnConnectedAsync()
    {
        clients.Open(Context);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        clients.Close(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>From now on the system's alarms, predictions and readings; first its snapshot.</summary>
    public async Task Subscribe(string systemId)
    {
        if (!SystemId.IsValid(systemId) || !await snapshots.KnowsAsync(new SystemId(systemId), Context.ConnectionAborted))
            throw new HubException($"There is no system '{systemId}'.");
        await clients[Context.ConnectionId].SubscribeAsync(new SystemId(systemId), SnapshotAsync, Context.ConnectionAborted);
    }

    /// <summary>From now on all systems, also those registered later; first a snapshot of each.</summary>
    public async Task SubscribeAll()
    {
        var systems = await snapshots.SystemsAsync(Context.ConnectionAborted);
        await clients[Context.ConnectionId].SubscribeAllAsync(systems, SnapshotAsync, Context.ConnectionAborted);
    }

    /// <summary>No more of this system. Does not lessen <see cref="SubscribeAll"/>.</summary>
    public void Unsubscribe(string systemId)
    {
        if (SystemId.IsValid(systemId))
            clients[Context.ConnectionId].Unsubscribe(new SystemId(systemId));
    }

    /// <summary>No more of any system.</summary>
    public void UnsubscribeAll() => clients[Context.ConnectionId].UnsubscribeAll();

    private Task<LiveSnapshot> SnapshotAsync(SystemId system) => snapshots.TakeAsync(system, Context.ConnectionAborted);
}
