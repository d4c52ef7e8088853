using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Browse, BrowseNext, TranslateBrowsePathsToNodeIds and RegisterNodes, OPC 10000-4 §5.8.</summary>
internal sealed class ViewService(ServerCore core)
{
    private readonly BrowsePaths _paths = new(core.Space);

    internal BrowseResponse Browse(BrowseRequest request, Session session)
    {
        core.CheckOperations(request.NodesToBrowse.Length, core.Limits.NodesPerRequest, nameof(BrowseRequest));
        if (!request.View.ViewId.IsNull)
            throw OpcUaFault.Service(StatusCodes.BadViewIdUnknown, nameof(BrowseRequest));
        var asked = request.RequestedMaxReferencesPerNode;
        var most = (int)(asked == 0 ? (uint)core.Limits.ReferencesPerNode : Math.Min(asked, (uint)core.Limits.ReferencesPerNode));
        return new BrowseResponse { Results = Array.ConvertAll(request.NodesToBrowse, node => Browse(node, session, most)) };
    }

    internal BrowseNextResponse BrowseNext(BrowseNextRequest request, Session session)
    {
        core.CheckOperations(request.ContinuationPoints.Length, core.Limits.NodesPerRequest, nameof(BrowseNextRequest));
        return new BrowseNextResponse
        {
            Results = Array.ConvertAll(request.ContinuationPoints, point =>
                !session.Continuations.TryTake(point, out var rest) ? Bad(StatusCodes.BadContinuationPointInvalid)
                : request.ReleaseContinuationPoints ? new BrowseResult()
                : Page(rest.References, rest.From, rest.PerAnswer, session)),
        };
    }

    internal TranslateBrowsePathsToNodeIdsResponse Translate(TranslateBrowsePathsToNodeIdsRequest request)
    {
        core.CheckOperations(request.BrowsePaths.Length, core.Limits.NodesPerRequest, nameof(TranslateBrowsePathsToNodeIdsRequest));
        return new TranslateBrowsePathsToNodeIdsResponse { Results = Array.ConvertAll(request.BrowsePaths, _paths.Follow) };
    }

    /// <summary>Ids are as fast to find as any alias could be: they are answered as they came.</summary>
    internal RegisterNodesResponse Register(RegisterNodesRequest request)
    {
        core.CheckOperations(request.NodesToRegister.Length, core.Limits.NodesPerRequest, nameof(RegisterNodesRequest));
        return new RegisterNodesResponse { RegisteredNodeIds = request.NodesToRegister };
    }

    internal UnregisterNodesResponse Unregister(UnregisterNodesRequest request)
    {
        core.CheckOperations(request.NodesToUnregister.Length, core.Limits.NodesPerRequest, nameof(UnregisterNodesRequest));
        return new UnregisterNodesResponse();
    }

    private BrowseResult Browse(BrowseDescription asked, Session session, int most)
    {
        if (core.Space.Find(asked.NodeId) is not { } node)
            return Bad(StatusCodes.BadNodeIdUnknown);
        if (asked.BrowseDirection is < BrowseDirection.Forward or > BrowseDirection.Both)
            return Bad(StatusCodes.BadBrowseDirectionInvalid);
        if (!asked.ReferenceTypeId.IsNull && core.Space.FindType(asked.ReferenceTypeId) is not { Class: NodeClass.ReferenceType })
            return Bad(StatusCodes.BadReferenceTypeIdInvalid);
        var references = node.References().Where(reference => IsAsked(reference, asked)).Select(reference => Describe(reference, asked.ResultMask)).ToArray();
        return Page(references, 0, most, session);
    }

    private BrowseResult Page(ReferenceDescription[] references, int from, int most, Session session)
    {
        var end = Math.Min(references.Length, from + most);
        if (end == references.Length)
            return new BrowseResult { References = references[from..] };
        if (session.Continuations.TryKeep(references, end, most) is { } point)
            return new BrowseResult { ContinuationPoint = point, References = references[from..end] };
        core.Statistics.Count(ServerBound.ContinuationPoints);
        return Bad(StatusCodes.BadNoContinuationPoints);
    }

    private bool IsAsked(NodeReference reference, BrowseDescription asked) =>
        (asked.BrowseDirection == BrowseDirection.Both || reference.IsForward == (asked.BrowseDirection == BrowseDirection.Forward))
        && (asked.NodeClassMask == 0 || ((uint)reference.Target.Class & asked.NodeClassMask) != 0)
        && core.Space.IsReference(reference.Type, asked.ReferenceTypeId, asked.IncludeSubtypes);

    private static ReferenceDescription Describe(NodeReference reference, uint mask)
    {
        var wanted = (BrowseResultMask)mask;
        var target = reference.Target;
        return new ReferenceDescription
        {
            ReferenceTypeId = Has(BrowseResultMask.ReferenceTypeId) ? reference.Type : default,
            IsForward = Has(BrowseResultMask.IsForward) && reference.IsForward,
            NodeId = new ExpandedNodeId(target.Id),
            BrowseName = Has(BrowseResultMask.BrowseName) ? target.BrowseName : default,
            DisplayName = Has(BrowseResultMask.DisplayName) ? target.DisplayName : default,
            NodeClass = Has(BrowseResultMask.NodeClass) ? target.Class : NodeClass.Unspecified,
            TypeDefinition = new ExpandedNodeId(Has(BrowseResultMask.TypeDefinition) ? target.TypeDefinition : default),
        };

        bool Has(BrowseResultMask field) => (wanted & field) != 0;
    }

    private static BrowseResult Bad(StatusCode status) => new() { StatusCode = status };
}
