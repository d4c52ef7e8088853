using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>A reference as it is seen from one of its two nodes, OPC 10000-3 §4.4.</summary>
/// <param name="Type">Its type.</param>
/// <param name="IsForward">Whether it leads away from the node it is kept at.</param>
/// <param name="Target">The node at its other end.</param>
public readonly record struct NodeReference(NodeId Type, bool IsForward, Node Target);
