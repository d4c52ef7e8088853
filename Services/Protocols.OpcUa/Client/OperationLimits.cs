using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>
/// How many operations a server takes in one request, as its OperationLimits say (OPC 10000-5 §6.3.11); 0: it names no limit, and then
/// <see cref="Unlimited"/> holds.
/// </summary>
public sealed record OperationLimits
{
    /// <summary>Most operations of a request to a server that names no limit: keeps requests within the message size of common stacks.</summary>
    public const int Unlimited = 1000;

    internal static readonly uint[] Nodes =
    [
        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRead,
        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerWrite,
        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerMethodCall,
        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerBrowse,
        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerRegisterNodes,
        NodeIds.Server_ServerCapabilities_OperationLimits_MaxNodesPerTranslateBrowsePathsToNodeIds,
        NodeIds.Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall,
        NodeIds.Server_ServerCapabilities_MaxBrowseContinuationPoints,
    ];

    /// <summary>Nodes of a Read.</summary>
    public uint MaxNodesPerRead { get; init; }

    /// <summary>Nodes of a Write.</summary>
    public uint MaxNodesPerWrite { get; init; }

    /// <summary>Methods of a Call.</summary>
    public uint MaxNodesPerMethodCall { get; init; }

    /// <summary>Nodes of a Browse, and continuation points of a BrowseNext.</summary>
    public uint MaxNodesPerBrowse { get; init; }

    /// <summary>Nodes of a RegisterNodes.</summary>
    public uint MaxNodesPerRegisterNodes { get; init; }

    /// <summary>Paths of a TranslateBrowsePathsToNodeIds.</summary>
    public uint MaxNodesPerTranslate { get; init; }

    /// <summary>Items of CreateMonitoredItems and of the other services on items.</summary>
    public uint MaxMonitoredItemsPerCall { get; init; }

    /// <summary>Continuation points that the server keeps open for a session.</summary>
    public uint MaxBrowseContinuationPoints { get; init; }

    /// <summary>Nodes of one Browse: each may open a continuation point.</summary>
    internal uint BrowseAtOnce => MaxBrowseContinuationPoints == 0 ? MaxNodesPerBrowse
        : MaxNodesPerBrowse == 0 ? MaxBrowseContinuationPoints
        : Math.Min(MaxNodesPerBrowse, MaxBrowseContinuationPoints);

    /// <summary>Limits from the values of <see cref="Nodes"/>; what a server does not have is no limit.</summary>
    internal static OperationLimits From(IReadOnlyList<DataValue> values)
    {
        return new OperationLimits
        {
            MaxNodesPerRead = At(0),
            MaxNodesPerWrite = At(1),
            MaxNodesPerMethodCall = At(2),
            MaxNodesPerBrowse = At(3),
            MaxNodesPerRegisterNodes = At(4),
            MaxNodesPerTranslate = At(5),
            MaxMonitoredItemsPerCall = At(6),
            MaxBrowseContinuationPoints = At(7),
        };

        uint At(int index) => values[index].Status.IsGood && values[index].Value.TryGetDouble(out var limit) && limit is > 0 and <= uint.MaxValue ? (uint)limit : 0;
    }
}
