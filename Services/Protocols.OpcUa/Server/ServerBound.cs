namespace Faultline.Protocols.OpcUa.Server;

/// <summary>Bounds whose meeting is counted.</summary>
public enum ServerBound
{
    /// <summary>A connection closed at once because there were too many.</summary>
    Connections,

    /// <summary>A connection closed because it did not open a channel or a session in time.</summary>
    SilentConnections,

    /// <summary>A channel refused or ended because the client broke a rule or is not trusted.</summary>
    Channels,

    /// <summary>A session refused because there were too many.</summary>
    Sessions,

    /// <summary>A session ended because it was not activated in time, or its client was silent.</summary>
    SessionTimeouts,

    /// <summary>A user who is not known, or whose password or certificate is wrong.</summary>
    Users,

    /// <summary>A request with too many operations.</summary>
    Operations,

    /// <summary>A browse that found no continuation point free.</summary>
    ContinuationPoints,

    /// <summary>A subscription refused because there were too many.</summary>
    Subscriptions,

    /// <summary>A subscription ended because no client listened.</summary>
    SubscriptionLifetimes,

    /// <summary>A monitored item refused because there were too many.</summary>
    MonitoredItems,

    /// <summary>A value that a full queue gave up.</summary>
    QueueOverflows,

    /// <summary>A Publish request refused because too many waited.</summary>
    PublishRequests,

    /// <summary>A message given up before it was acknowledged.</summary>
    RetainedMessages,

    /// <summary>A response that was too large for the client.</summary>
    Responses,

    /// <summary>A method call refused because too many were under way.</summary>
    Calls,
}
