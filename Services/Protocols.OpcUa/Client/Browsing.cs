using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>Browse and BrowseNext, OPC 10000-4 §5.9.2 and §5.9.3, for nodes that fit into one request.</summary>
internal sealed class Browsing(OpcUaClient client, CancellationToken cancellationToken)
{
    internal async Task<NodeReferences[]> BrowseAsync(BrowseDescription[] nodes)
    {
        var response = await client.AskAsync<BrowseResponse>(new BrowseRequest { NodesToBrowse = nodes }, cancellationToken);
        if (response.Results.Length != nodes.Length)
            throw OpcUaFault.Service(StatusCodes.BadUnknownResponse, nameof(BrowseRequest), $"{response.Results.Length} results for {nodes.Length} nodes");
        var found = Array.ConvertAll(response.Results, result => new Found(result));
        while (Array.FindAll(found, node => node.ContinuationPoint is not null) is { Length: > 0 } open)
            await ContinueAsync(open);
        return Array.ConvertAll(found, node => new NodeReferences(node.Status, node.References));
    }

    private async Task ContinueAsync(Found[] open)
    {
        var tooMany = Array.FindAll(open, node => node.References.Count >= client.Options.MaxReferences);
        if (tooMany.Length > 0)
        {
            await NextAsync(tooMany, release: true);
            foreach (var node in tooMany)
                node.Stop(StatusCodes.BadResponseTooLarge);
            return;
        }

        var results = await NextAsync(open, release: false);
        if (results.Length != open.Length)
            throw OpcUaFault.Service(StatusCodes.BadUnknownResponse, nameof(BrowseNextRequest), $"{results.Length} results for {open.Length} points");
        for (var i = 0; i < open.Length; i++)
            open[i].Add(results[i]);
    }

    private async Task<BrowseResult[]> NextAsync(Found[] nodes, bool release) => (await client.AskAsync<BrowseNextResponse>(
        new BrowseNextRequest { ReleaseContinuationPoints = release, ContinuationPoints = Array.ConvertAll(nodes, node => node.ContinuationPoint) },
        cancellationToken)).Results;

    private sealed class Found
    {
        /// <summary>Most pages in a row without a reference: a point that brings nothing would be followed for ever.</summary>
        private const int MaxEmptyPages = 16;

        private int _emptyPages;

        internal Found(BrowseResult result) => Add(result);

        internal List<ReferenceDescription> References { get; } = [];

        internal StatusCode Status { get; private set; }

        internal byte[]? ContinuationPoint { get; private set; }

        internal void Add(BrowseResult result)
        {
            References.AddRange(result.References);
            Status = result.StatusCode;
            _emptyPages = result.References.Length == 0 ? _emptyPages + 1 : 0;
            ContinuationPoint = result.ContinuationPoint is { Length: > 0 } point && !result.StatusCode.IsBad && _emptyPages < MaxEmptyPages ? point : null;
        }

        internal void Stop(StatusCode status)
        {
            Status = status;
            ContinuationPoint = null;
        }
    }
}
