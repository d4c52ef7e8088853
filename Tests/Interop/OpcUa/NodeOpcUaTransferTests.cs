using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Interop.OpcUa;

/// <summary>A session that ends at the server while its subscriptions live on: node-opcua hands them over to the next one.</summary>
public sealed class NodeOpcUaTransferTests(NodeOpcUaServer peer) : IClassFixture<NodeOpcUaServer>
{
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(1);

    [SkippableFact]
    public async Task SessionExpired_SubscriptionIsTransferred_WithoutAGap()
    {
        peer.Require();
        using var watching = new PeerClient(peer.Url, EndpointSecurity.None);
        await using var watcher = await watching.ConnectAsync();
        await using var wire = await CuttableWire.StartAsync(peer.Url);
        using var ours = new PeerClient(wire.Url, PeerClient.Secure);
        ours.Options = ours.Options with { SessionTimeout = SessionTimeout };
        await using var client = await ours.ConnectAsync();
        var sink = new RecordingSink();
        var subscription = await client.SubscribeAsync(
            new SubscriptionOptions { PublishingInterval = TimeSpan.FromMilliseconds(50), KeepAlive = TimeSpan.FromSeconds(1) }, sink, CancellationToken.None);
        await subscription.AddAsync(
            [new MonitoredItemSettings(1, new NodeId("Counter", 1)) { SamplingInterval = TimeSpan.FromMilliseconds(10), QueueSize = 10_000 }], CancellationToken.None);
        (await sink.NextAsync(1, _ => true)).Value.TryGet(out uint before);
        var id = subscription.Id;

        wire.Cut();
        await client.Lost.WaitAsync(TimeSpan.FromSeconds(30));
        // By the server's own clock; it looks for sessions that ended once a second.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var ended = await TimeAsync(watcher) + SessionTimeout + TimeSpan.FromSeconds(3);
        while (await TimeAsync(watcher) < ended)
            patience.Token.ThrowIfCancellationRequested();
        var outcome = await client.ConnectAsync(CancellationToken.None);

        Assert.Equal(ConnectOutcome.Transferred, outcome);
        Assert.Equal(id, subscription.Id);
        for (var i = 0; i < 100; i++)
        {
            (await sink.NextAsync(1, _ => true)).Value.TryGet(out uint count);
            Assert.True(count >= before, $"{count} after {before}");
            before = count;
        }

        Assert.Empty(sink.Gaps);
    }

    private static async Task<DateTime> TimeAsync(OpcUaClient watcher) =>
        Assert.Single(await watcher.ReadValuesAsync([NodeIds.Server_ServerStatus_CurrentTime], CancellationToken.None)).Value.TryGet(out DateTime now)
            ? now : throw new InvalidOperationException("The server tells no time.");
}
