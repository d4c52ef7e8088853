using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Server.Nodes;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Answering;

/// <summary>Follows browse paths, OPC 10000-4 §5.8.4: all nodes that a path leads to.</summary>
internal sealed class BrowsePaths(AddressSpace space)
{
    private const int MaxElements = 100;
    private const int MaxTargets = 1000;

    internal BrowsePathResult Follow(BrowsePath path)
    {
        var elements = path.RelativePath.Elements;
        if (space.Find(path.StartingNode) is not { } start)
            return Bad(StatusCodes.BadNodeIdUnknown);
        if (elements.Length == 0)
            return Bad(StatusCodes.BadNothingToDo);
        if (elements.Length > MaxElements)
            return Bad(StatusCodes.BadQueryTooComplex);
        HashSet<Node> found = [start];
        foreach (var element in elements)
        {
            if (string.IsNullOrEmpty(element.TargetName.Name))
                return Bad(StatusCodes.BadBrowseNameInvalid);
            found = [.. found.SelectMany(node => Step(node, element)).Take(MaxTargets + 1)];
            if (found.Count > MaxTargets)
                return Bad(StatusCodes.BadTooManyMatches);
        }

        return found.Count == 0
            ? Bad(StatusCodes.BadNoMatch)
            : new BrowsePathResult
            {
                Targets = [.. found.Select(node => new BrowsePathTarget { TargetId = new ExpandedNodeId(node.Id), RemainingPathIndex = uint.MaxValue })],
            };
    }

    private IEnumerable<Node> Step(Node node, RelativePathElement element) =>
        from reference in node.References()
        where reference.IsForward != element.IsInverse && reference.Target.BrowseName == element.TargetName
            && space.IsReference(reference.Type, element.ReferenceTypeId, element.IncludeSubtypes)
        select reference.Target;

    private static BrowsePathResult Bad(StatusCode status) => new() { StatusCode = status };
}
