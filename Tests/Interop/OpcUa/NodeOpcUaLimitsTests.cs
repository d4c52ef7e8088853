namespace Faultline.Interop.OpcUa;

/// <summary>Our client against node-opcua's server with narrow limits.</summary>
public sealed class NodeOpcUaLimitsTests(NodeOpcUaLimitedServer peer) : LimitsAgainstPeerTests(peer), IClassFixture<NodeOpcUaLimitedServer>;
