using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>Our client at servers that take 10 nodes a request; each peer has a class of its own.</summary>
public abstract class LimitsAgainstPeerTests(IOpcUaPeer peer)
{
    private static readonly NodeId[] Items = [.. Enumerable.Range(0, 45).Select(i => new NodeId($"Item{i}", 1))];

    [SkippableFact]
    public async Task Requests_MoreThanTheServerTakes_AreDivided()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);
        await using var client = await ours.ConnectAsync();
        var sink = new RecordingSink();

        var values = await client.ReadValuesAsync(Items, CancellationToken.None);
        var paths = await client.TranslateAsync([.. Items.Select((_, i) => PathTo($"Item{i}"))], CancellationToken.None);
        var browsed = await client.BrowseAsync([.. Items.Select(node => new BrowseDescription { NodeId = node, ResultMask = (uint)BrowseResultMask.All })], CancellationToken.None);
        var children = await client.BrowseChildrenAsync(new NodeId("Many", 1), CancellationToken.None);
        var subscription = await client.SubscribeAsync(new SubscriptionOptions { PublishingInterval = TimeSpan.FromMilliseconds(50) }, sink, CancellationToken.None);
        var monitored = await subscription.AddAsync([.. Items.Select((node, i) => new MonitoredItemSettings((uint)i, node))], CancellationToken.None);

        Assert.Equal(10u, client.Limits.MaxNodesPerRead);
        Assert.Equal(10u, client.Limits.MaxMonitoredItemsPerCall);
        Assert.Equal(Enumerable.Range(0, 45).Select(i => Variant.From((uint)i)), values.Select(value => value.Value));
        Assert.Equal(Items, paths.Select(path => Assert.Single(path.Targets).TargetId.NodeId));
        Assert.All(browsed, node => Assert.True(node.Status.IsGood && node.References.Count > 0, node.Status.ToString()));
        Assert.Superset(Items.ToHashSet(), children.Select(child => child.NodeId.NodeId).ToHashSet());
        Assert.All(monitored, item => Assert.True(item.Status.IsGood, item.Status.ToString()));
        await sink.NextAsync(44, value => value.Value == Variant.From(44u));
    }

    [SkippableFact]
    public async Task Browse_MoreReferencesThanAllowed_StopsAndSaysSo()
    {
        peer.Require();
        using var ours = new PeerClient(peer.Url, EndpointSecurity.None);
        ours.Options = ours.Options with { MaxReferences = 20 };
        await using var client = await ours.ConnectAsync();

        var browsed = Assert.Single(await client.BrowseAsync([new BrowseDescription { NodeId = new NodeId("Many", 1), ResultMask = 63 }], CancellationToken.None));

        Skip.If(browsed.References.Count == 45 + 1, "this server answers all references at once");
        Assert.Equal(Protocols.OpcUa.StatusCodes.BadResponseTooLarge, browsed.Status);
        Assert.InRange(browsed.References.Count, 20, 40);
    }

    private static BrowsePath PathTo(string name) => new()
    {
        StartingNode = new NodeId("Many", 1),
        RelativePath = new RelativePath
        {
            Elements = [new RelativePathElement { ReferenceTypeId = Protocols.OpcUa.NodeIds.HasComponent, TargetName = new QualifiedName(name, 1) }],
        },
    };
}
