using Faultline.Contracts;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>Walks an address space downwards, level by level, and tells what its variables measure.</summary>
internal sealed class AddressSpaceWalk(OpcUaClient client)
{
    /// <summary>Most nodes of one walk.</summary>
    public const int MaxNodes = 5000;

    /// <exception cref="DeviceException">The start is no node.</exception>
    /// <exception cref="OpcUaException">The server is lost.</exception>
    public async Task<(IReadOnlyList<BrowsedNode> Nodes, bool IsCut)> WalkAsync(string? start, int depth, CancellationToken cancellationToken)
    {
        NodeId root = NodeIds.ObjectsFolder;
        if (start is not null)
            root = NodeNames.Parse(start, []) ?? throw new DeviceException($"'{start}' is no node's id.");
        var seen = new HashSet<NodeId> { root };
        List<(NodeId Node, string Path)> level = [(root, "")];
        List<Found> found = [];
        for (var i = 0; i < depth && level.Count > 0 && found.Count < MaxNodes; i++)
            level = await DescendAsync(level, seen, found, cancellationToken);
        var isCut = found.Count >= MaxNodes;
        return (await DescribeAsync(found, cancellationToken), isCut);
    }

    private async Task<List<(NodeId Node, string Path)>> DescendAsync(
        List<(NodeId Node, string Path)> level, HashSet<NodeId> seen, List<Found> found, CancellationToken cancellationToken)
    {
        var results = await client.BrowseAsync([.. level.Select(parent => ToBrowse(parent.Node))], cancellationToken);
        List<(NodeId Node, string Path)> next = [];
        for (var i = 0; i < results.Length; i++)
        {
            foreach (var child in results[i].References)
            {
                // Namespace 0 holds the server's own nodes; what is measured is in the others.
                if (!child.NodeId.IsLocal || child.NodeId.NodeId.NamespaceIndex == 0 || !seen.Add(child.NodeId.NodeId) || found.Count >= MaxNodes)
                    continue;
                var path = level[i].Path + RelativePathText.Format(child.BrowseName);
                found.Add(new Found(child, path));
                next.Add((child.NodeId.NodeId, path));
            }
        }
        return next;
    }

    private async Task<IReadOnlyList<BrowsedNode>> DescribeAsync(List<Found> found, CancellationToken cancellationToken)
    {
        var variables = found.Where(node => node.IsVariable).ToArray();
        var types = await client.ReadAsync(
            [.. variables.Select(node => new ReadValueId { NodeId = node.Id, AttributeId = AttributeIds.DataType })], TimeSpan.Zero, cancellationToken);
        for (var i = 0; i < variables.Length; i++)
            variables[i].DataType = types[i].Value.TryGet(out NodeId type) && type is { NamespaceIndex: 0, Type: NodeIdType.Numeric } && Enum.IsDefined((BuiltInType)type.Numeric)
                ? ((BuiltInType)type.Numeric).ToString()
                : null;
        await MeasuresAsync(variables, cancellationToken);
        return [.. found.Select(node => node.ToContract())];
    }

    /// <summary>Engineering unit and range of analog items, OPC 10000-8 §5.3.2.</summary>
    private async Task MeasuresAsync(Found[] variables, CancellationToken cancellationToken)
    {
        BrowsePath[] paths = [.. variables.SelectMany(node => new[] { Property(node.Id, "EngineeringUnits"), Property(node.Id, "EURange") })];
        var targets = await client.TranslateAsync(paths, cancellationToken);
        List<(int Property, NodeId Node)> existing = [];
        for (var i = 0; i < targets.Length; i++)
            if (targets[i].StatusCode.IsGood && targets[i].Targets is [{ TargetId.IsLocal: true } target, ..])
                existing.Add((i, target.TargetId.NodeId));
        var values = await client.ReadValuesAsync([.. existing.Select(entry => entry.Node)], cancellationToken);
        for (var i = 0; i < values.Length; i++)
        {
            var node = variables[existing[i].Property / 2];
            if (!values[i].Value.TryGet(out ExtensionObject structure))
                continue;
            if (structure.TryDecode<EUInformation>(OpcUaLimits.Default, out var unit))
                node.Unit = unit.DisplayName.Text;
            else if (structure.TryDecode<Protocols.OpcUa.Services.Range>(OpcUaLimits.Default, out var range))
                (node.Low, node.High) = (range.Low, range.High);
        }
    }

    private static BrowsePath Property(NodeId node, string name) => new()
    {
        StartingNode = node,
        RelativePath = new RelativePath { Elements = [new RelativePathElement { ReferenceTypeId = NodeIds.HasProperty, TargetName = new QualifiedName(name) }] },
    };

    private static BrowseDescription ToBrowse(NodeId node) => new()
    {
        NodeId = node,
        ReferenceTypeId = NodeIds.HierarchicalReferences,
        IncludeSubtypes = true,
        NodeClassMask = (uint)(NodeClass.Object | NodeClass.Variable),
        ResultMask = (uint)BrowseResultMask.All,
    };

    private sealed class Found(ReferenceDescription reference, string path)
    {
        public NodeId Id => reference.NodeId.NodeId;

        public bool IsVariable => reference.NodeClass == NodeClass.Variable;

        public string? DataType { get; set; }

        public string? Unit { get; set; }

        public double? Low { get; set; }

        public double? High { get; set; }

        public BrowsedNode ToContract() => new(
            Id.ToString(), path, reference.BrowseName.Name ?? "", reference.DisplayName.Text ?? "", IsVariable, DataType, Unit, Low, High);
    }
}
