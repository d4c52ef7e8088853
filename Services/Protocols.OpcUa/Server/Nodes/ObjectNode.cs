using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Nodes;

/// <summary>An object, OPC 10000-3 §5.5.1.</summary>
public sealed class ObjectNode(NodeId id, QualifiedName browseName) : Node(id, NodeClass.Object, browseName);
