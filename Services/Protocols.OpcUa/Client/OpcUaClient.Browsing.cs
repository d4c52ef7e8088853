using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>The address space, OPC 10000-4 §5.9; requests are divided as the server's limits ask.</summary>
public sealed partial class OpcUaClient
{
    /// <summary>Browses the hierarchical references of a node downwards.</summary>
    /// <exception cref="OpcUaException">The server refused, or is not connected.</exception>
    public async Task<IReadOnlyList<ReferenceDescription>> BrowseChildrenAsync(NodeId node, CancellationToken cancellationToken)
    {
        var result = (await BrowseAsync(
            [
                new BrowseDescription
                {
                    NodeId = node, ReferenceTypeId = NodeIds.HierarchicalReferences, IncludeSubtypes = true, ResultMask = (uint)BrowseResultMask.All,
                },
            ],
            cancellationToken))[0];
        return result.Status.IsBad ? throw OpcUaFault.Service(result.Status, nameof(BrowseRequest), node.ToString()) : result.References;
    }

    /// <summary>Browses nodes and follows their continuation points to the end, or to <see cref="OpcUaClientOptions.MaxReferences"/>.</summary>
    /// <exception cref="OpcUaException">The server refused as a whole, or is not connected.</exception>
    public async Task<NodeReferences[]> BrowseAsync(IReadOnlyList<BrowseDescription> nodes, CancellationToken cancellationToken)
    {
        var browsing = new Browsing(this, cancellationToken);
        var results = await RequestDivision.AskAsync(nodes, Limits.BrowseAtOnce, browsing.BrowseAsync);
        for (var i = 0; i < results.Length; i++)
            if (results[i].Status.Code == StatusCodes.BadNoContinuationPoints)
                results[i] = (await browsing.BrowseAsync([nodes[i]]))[0];
        return results;
    }

    /// <summary>Follows paths from nodes, TranslateBrowsePathsToNodeIds.</summary>
    /// <exception cref="OpcUaException">The server refused as a whole, or is not connected.</exception>
    public Task<BrowsePathResult[]> TranslateAsync(IReadOnlyList<BrowsePath> paths, CancellationToken cancellationToken) =>
        RequestDivision.AskAsync(paths, Limits.MaxNodesPerTranslate, async part => (await AskAsync<TranslateBrowsePathsToNodeIdsResponse>(
            new TranslateBrowsePathsToNodeIdsRequest { BrowsePaths = part }, cancellationToken)).Results);

    /// <summary>Asks the server for ids that it finds faster, RegisterNodes; valid as long as the session.</summary>
    /// <exception cref="OpcUaException">The server refused, or is not connected.</exception>
    public Task<NodeId[]> RegisterAsync(IReadOnlyList<NodeId> nodes, CancellationToken cancellationToken) =>
        RequestDivision.AskAsync(nodes, Limits.MaxNodesPerRegisterNodes, async part => (await AskAsync<RegisterNodesResponse>(
            new RegisterNodesRequest { NodesToRegister = part }, cancellationToken)).RegisteredNodeIds);

    /// <summary>Gives registered ids back, UnregisterNodes.</summary>
    /// <exception cref="OpcUaException">The server refused, or is not connected.</exception>
    public Task UnregisterAsync(IReadOnlyList<NodeId> nodes, CancellationToken cancellationToken) =>
        RequestDivision.AskAsync(nodes, Limits.MaxNodesPerRegisterNodes, async part =>
        {
            await AskAsync<UnregisterNodesResponse>(new UnregisterNodesRequest { NodesToUnregister = part }, cancellationToken);
            return part;
        });
}
