namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>NodeId with an optional namespace URI and server index, OPC 10000-6 §5.2.2.10.</summary>
/// <param name="NodeId">The identifier; its namespace index is 0 where <paramref name="NamespaceUri"/> is given.</param>
/// <param name="NamespaceUri">Namespace in place of an index; null where the index holds.</param>
/// <param name="ServerIndex">Index into the server array; 0: this server.</param>
public readonly record struct ExpandedNodeId(NodeId NodeId, string? NamespaceUri = null, uint ServerIndex = 0)
{
    /// <summary>True where the node lives in the answering server and is named by index.</summary>
    public bool IsLocal => NamespaceUri is null && ServerIndex == 0;
}
