namespace Faultline.Interop.OpcUa;

/// <summary>open62541 with limits of 10 nodes a request.</summary>
public sealed class Open62541LimitedServer() : Open62541Server(limit: 10);
