namespace Faultline.Protocols.OpcUa.Server;

/// <summary>
/// Bounds of what clients may ask of a server; each is answered with a status code of its own and counted in <see cref="OpcUaServerCounters"/>.
/// All are at least 1.
/// </summary>
public sealed record OpcUaServerLimits
{
    /// <summary>Connections at a time; a further one is closed at once. Default 100.</summary>
    public int Connections { get; init; } = 100;

    /// <summary>Sessions at a time: BadTooManySessions, unless one that was never activated can make room. Default 100.</summary>
    public int Sessions { get; init; } = 100;

    /// <summary>Nodes of one Read, Write, Browse, BrowseNext, TranslateBrowsePaths, RegisterNodes or Call: BadTooManyOperations. Default 10,000.</summary>
    public int NodesPerRequest { get; init; } = 10_000;

    /// <summary>Monitored items of one call: BadTooManyOperations. Default 10,000.</summary>
    public int MonitoredItemsPerCall { get; init; } = 10_000;

    /// <summary>References of one browse answer; the rest waits at a continuation point. Default 10,000.</summary>
    public int ReferencesPerNode { get; init; } = 10_000;

    /// <summary>Continuation points of a session: BadNoContinuationPoints. Default 20.</summary>
    public int ContinuationPoints { get; init; } = 20;

    /// <summary>Subscriptions of a session: BadTooManySubscriptions. Default 100.</summary>
    public int SubscriptionsPerSession { get; init; } = 100;

    /// <summary>Subscriptions of the server, those without a session included: BadTooManySubscriptions. Default 1000.</summary>
    public int Subscriptions { get; init; } = 1000;

    /// <summary>Monitored items of the server: BadTooManyMonitoredItems. Default 200,000.</summary>
    public int MonitoredItems { get; init; } = 200_000;

    /// <summary>Longest queue of a monitored item; longer ones are revised to it. Default 1000.</summary>
    public int QueueSize { get; init; } = 1000;

    /// <summary>Values in all queues together, by their sizes: BadTooManyMonitoredItems. Default 4 million, 200 MB if all were full.</summary>
    public int QueuedValues { get; init; } = 4_000_000;

    /// <summary>Values of one notification message; the rest follows in the next. Default 20,000.</summary>
    public int NotificationsPerPublish { get; init; } = 20_000;

    /// <summary>Publish requests that wait in a session: BadTooManyPublishRequests for the oldest. Default 100.</summary>
    public int PublishRequests { get; init; } = 100;

    /// <summary>Messages that a subscription keeps for Republish; the oldest is given up. Default 64.</summary>
    public int RetainedMessages { get; init; } = 64;

    /// <summary>Bytes of messages that a subscription keeps for Republish; the oldest is given up. Default 16 MiB.</summary>
    public int RetainedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Method calls of a connection under way: BadServerTooBusy. Default 16.</summary>
    public int CallsUnderWay { get; init; } = 16;

    internal IEnumerable<string> Faults() =>
        from property in typeof(OpcUaServerLimits).GetProperties()
        where property.PropertyType == typeof(int) && (int)property.GetValue(this)! < 1
        select $"Limits.{property.Name} {property.GetValue(this)} is below 1";
}
