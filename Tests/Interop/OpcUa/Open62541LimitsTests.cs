namespace Faultline.Interop.OpcUa;

/// <summary>Our client against open62541's server with narrow limits.</summary>
public sealed class Open62541LimitsTests(Open62541LimitedServer peer) : LimitsAgainstPeerTests(peer), IClassFixture<Open62541LimitedServer>;
