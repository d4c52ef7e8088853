namespace Faultline.Interop.OpcUa;

/// <summary>Subscriptions of our client at open62541's server.</summary>
public sealed class Open62541SubscriptionTests(Open62541Server peer) : SubscriptionAgainstPeerTests(peer), IClassFixture<Open62541Server>;
