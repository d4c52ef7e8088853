namespace Faultline.Protocols.OpcUa.Server;

/// <summary>Counters that everything in a server shares.</summary>
internal sealed class ServerStatistics
{
    private static readonly ServerBound[] Bounds = Enum.GetValues<ServerBound>();
    private readonly long[] _refused = new long[Bounds.Length];
    private long _requests;
    private long _faults;

    internal void Count(ServerBound bound, long times = 1) => Interlocked.Add(ref _refused[(int)bound], times);

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    internal void CountFault() => Interlocked.Increment(ref _faults);

    internal OpcUaServerCounters Snapshot(int connections, int sessions, int subscriptions, int monitoredItems) => new(
        connections, sessions, subscriptions, monitoredItems, Interlocked.Read(ref _requests), Interlocked.Read(ref _faults),
        Bounds.ToDictionary(bound => bound, bound => Interlocked.Read(ref _refused[(int)bound])));
}
