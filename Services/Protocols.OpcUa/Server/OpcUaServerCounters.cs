namespace Faultline.Protocols.OpcUa.Server;

/// <summary>What a server has seen since it was made.</summary>
/// <param name="Connections">Connections open now.</param>
/// <param name="Sessions">Sessions now.</param>
/// <param name="Subscriptions">Subscriptions now.</param>
/// <param name="MonitoredItems">Monitored items now.</param>
/// <param name="Requests">Requests taken, refused ones included.</param>
/// <param name="Faults">Requests answered with a ServiceFault.</param>
/// <param name="Refused">How often each bound was met.</param>
public readonly record struct OpcUaServerCounters(
    int Connections, int Sessions, int Subscriptions, int MonitoredItems, long Requests, long Faults, IReadOnlyDictionary<ServerBound, long> Refused);
