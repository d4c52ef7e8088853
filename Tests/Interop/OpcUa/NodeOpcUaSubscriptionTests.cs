namespace Faultline.Interop.OpcUa;

/// <summary>Subscriptions of our client at node-opcua's server.</summary>
public sealed class NodeOpcUaSubscriptionTests(NodeOpcUaServer peer) : SubscriptionAgainstPeerTests(peer), IClassFixture<NodeOpcUaServer>;
