namespace Faultline.Interop.OpcUa;

/// <summary>node-opcua with limits of 10 nodes a request.</summary>
public sealed class NodeOpcUaLimitedServer() : NodeOpcUaServer(limit: 10);
