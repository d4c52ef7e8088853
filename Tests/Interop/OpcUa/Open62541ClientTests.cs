namespace Faultline.Interop.OpcUa;

/// <summary>Our client against open62541's server.</summary>
public sealed class Open62541ClientTests(Open62541Server peer) : ClientAgainstPeerTests(peer), IClassFixture<Open62541Server>;
