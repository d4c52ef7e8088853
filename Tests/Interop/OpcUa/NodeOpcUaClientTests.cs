namespace Faultline.Interop.OpcUa;

/// <summary>Our client against node-opcua's server.</summary>
public sealed class NodeOpcUaClientTests(NodeOpcUaServer peer) : ClientAgainstPeerTests(peer), IClassFixture<NodeOpcUaServer>;
