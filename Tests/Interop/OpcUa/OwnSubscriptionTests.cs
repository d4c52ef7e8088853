namespace Faultline.Interop.OpcUa;

/// <summary>Our client and our own server: what both must be able to do with any other.</summary>
public sealed class OwnSubscriptionTests(OwnServer peer) : SubscriptionAgainstPeerTests(peer), IClassFixture<OwnServer>;
