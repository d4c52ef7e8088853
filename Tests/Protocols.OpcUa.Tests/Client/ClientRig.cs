using Faultline.Protocols.OpcUa.Client;

namespace Faultline.Protocols.OpcUa.Tests.Client;

/// <summary>A client with one subscription at a scripted server.</summary>
internal sealed class ClientRig : IAsyncDisposable
{
    internal ScriptedServer Server { get; } = new();

    internal ListeningSink Sink { get; } = new();

    internal OpcUaClient Client { get; private set; } = null!;

    internal Subscription Subscription { get; private set; } = null!;

    internal static async Task<ClientRig> StartAsync(Func<OpcUaClientOptions, OpcUaClientOptions>? options = null)
    {
        var rig = new ClientRig();
        rig.Client = rig.NewClient(options);
        await rig.Client.ConnectAsync(CancellationToken.None).Within();
        rig.Subscription = await rig.Client.SubscribeAsync(new SubscriptionOptions { KeepAlive = TimeSpan.FromMinutes(2) }, rig.Sink, CancellationToken.None).Within();
        await rig.Subscription.AddAsync([new MonitoredItemSettings(1, NodeIds.Server_ServerStatus_State)], CancellationToken.None).Within();
        return rig;
    }

    internal OpcUaClient NewClient(Func<OpcUaClientOptions, OpcUaClientOptions>? options = null)
    {
        var standard = new OpcUaClientOptions
        {
            Url = Server.Url, Security = EndpointSecurity.None, RequestTimeout = TimeSpan.FromSeconds(15), KeepAliveInterval = TimeSpan.FromMinutes(10),
        };
        return new OpcUaClient(options?.Invoke(standard) ?? standard);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.CloseAsync().Within();
        await Server.DisposeAsync();
    }
}
