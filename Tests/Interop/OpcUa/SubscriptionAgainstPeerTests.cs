using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>Subscriptions of our client at any server; each peer has a class of its own.</summary>
public abstract class SubscriptionAgainstPeerTests(IOpcUaPeer peer)
{
    private static readonly NodeId Counter = new("Counter", 1);
    private static readonly NodeId Setpoint = new("Setpoint", 1);
    private static readonly SubscriptionOptions Fast = new() { PublishingInterval = TimeSpan.FromMilliseconds(50), KeepAlive = TimeSpan.FromMilliseconds(500) };

    [SkippableFact]
    public async Task Subscription_ChangingNode_BringsEachValueOnce()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, PeerClient.Secure);
        await using var client = await ours.ConnectAsync();
        var sink = new RecordingSink();
        var subscription = await client.SubscribeAsync(Fast, sink, CancellationToken.None);
        var item = Assert.Single(await subscription.AddAsync(
            [new MonitoredItemSettings(7, Counter) { SamplingInterval = TimeSpan.FromMilliseconds(10), QueueSize = 100 }], CancellationToken.None));

        Assert.True(item.Status.IsGood, item.Status.ToString());
        var last = 0u;
        for (var i = 0; i < 50; i++)
        {
            var value = await sink.NextAsync(7, _ => true);
            Assert.True(value.Value.TryGet(out uint count));
            Assert.True(count > last || i == 0, $"{count} after {last}");
            Assert.NotEqual(default, value.SourceTimestamp);
            last = count;
        }

        Assert.Empty(sink.Gaps);
        Assert.Equal(0, subscription.MissedMessages);
    }

    [SkippableFact]
    public async Task MonitoredItem_Deadband_LeavesSmallChangesOut()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);
        await using var client = await ours.ConnectAsync();
        await client.WriteValueAsync(Setpoint, Variant.From(100.0), CancellationToken.None);
        var sink = new RecordingSink();
        var subscription = await client.SubscribeAsync(Fast, sink, CancellationToken.None);
        await subscription.AddAsync(
            [new MonitoredItemSettings(1, Setpoint) { SamplingInterval = TimeSpan.Zero, DeadbandType = DeadbandType.Absolute, Deadband = 5 }], CancellationToken.None);
        await sink.NextAsync(1, value => value.Value == Variant.From(100.0));

        await client.WriteValueAsync(Setpoint, Variant.From(103.0), CancellationToken.None);
        await client.WriteValueAsync(Setpoint, Variant.From(110.0), CancellationToken.None);

        Assert.Equal(Variant.From(110.0), (await sink.NextAsync(1, _ => true)).Value);
    }

    [SkippableFact]
    public async Task Subscription_ModifiedAndSwitchedOff_FollowsWhatIsAsked()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);
        await using var client = await ours.ConnectAsync();
        var sink = new RecordingSink();
        var subscription = await client.SubscribeAsync(Fast, sink, CancellationToken.None);
        var items = await subscription.AddAsync([new MonitoredItemSettings(1, Counter), new MonitoredItemSettings(2, new NodeId("nowhere", 1))], CancellationToken.None);
        Assert.Equal(StatusCodes.BadNodeIdUnknown, items[1].Status);
        await sink.NextAsync(1, _ => true);

        await subscription.ModifyAsync(Fast with { PublishingInterval = TimeSpan.FromMilliseconds(200) }, CancellationToken.None);
        Assert.Equal(TimeSpan.FromMilliseconds(200), subscription.PublishingInterval);
        await subscription.ModifyAsync([(items[0], items[0].Settings with { QueueSize = 3, SamplingInterval = TimeSpan.FromMilliseconds(50) })], CancellationToken.None);
        Assert.Equal(3u, items[0].QueueSize);
        Assert.True(Assert.Single(await subscription.SetModeAsync([items[0]], MonitoringMode.Sampling, CancellationToken.None)).IsGood);
        await subscription.SetModeAsync([items[0]], MonitoringMode.Reporting, CancellationToken.None);
        await subscription.SetPublishingAsync(false, CancellationToken.None);
        await subscription.SetPublishingAsync(true, CancellationToken.None);
        await sink.NextAsync(1, _ => true);
        await subscription.RemoveAsync([items[0]], CancellationToken.None);
        await subscription.DeleteAsync(CancellationToken.None);

        Assert.Empty(client.Subscriptions);
        Assert.False(client.Lost.IsCompleted);
    }

    [SkippableFact]
    public async Task Connection_Cut_SessionGoesOnWithoutAGap()
    {
        peer.Require();
        await using var wire = await CuttableWire.StartAsync(peer.Url);
        using var ours = new PeerClient(wire.Url, PeerClient.Secure);
        await using var client = await ours.ConnectAsync();
        var sink = new RecordingSink();
        var subscription = await client.SubscribeAsync(Fast, sink, CancellationToken.None);
        await subscription.AddAsync(
            [new MonitoredItemSettings(1, Counter) { SamplingInterval = TimeSpan.FromMilliseconds(10), QueueSize = 1000 }], CancellationToken.None);
        await sink.NextAsync(1, _ => true);

        wire.Cut();
        await client.Lost.WaitAsync(TimeSpan.FromSeconds(30));
        var outcome = await client.ConnectAsync(CancellationToken.None);

        Assert.Equal(ConnectOutcome.Reactivated, outcome);
        (await sink.NextAsync(1, _ => true)).Value.TryGet(out uint before);
        for (var i = 0; i < 50; i++)
        {
            (await sink.NextAsync(1, _ => true)).Value.TryGet(out uint count);
            Assert.True(count > before, $"{count} after {before}");
            before = count;
        }

        Assert.Empty(sink.Gaps);
    }

    [SkippableFact]
    public async Task Server_Restarted_SubscriptionIsMadeAnewAndTheGapTold()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, PeerClient.Secure);
        await using var client = await ours.ConnectAsync();
        var sink = new RecordingSink();
        var subscription = await client.SubscribeAsync(Fast, sink, CancellationToken.None);
        await subscription.AddAsync([new MonitoredItemSettings(1, Counter), new MonitoredItemSettings(2, Setpoint)], CancellationToken.None);
        await sink.NextAsync(1, value => value.Value.TryGet(out uint count) && count > 5);

        await peer.StopAsync();
        await client.Lost.WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<OpcUaException>(() => client.ConnectAsync(CancellationToken.None));
        await peer.StartAsync();
        var outcome = await client.ConnectAsync(CancellationToken.None);

        Assert.Equal(ConnectOutcome.Recreated, outcome);
        await sink.NextAsync(2, _ => true);
        await sink.NextAsync(1, value => value.Value.TryGet(out uint count) && count > 5);
        var gap = Assert.Single(sink.Gaps);
        Assert.Equal(GapReason.Recreated, gap.Reason);
        Assert.True(gap.Since < gap.Until);
    }
}
