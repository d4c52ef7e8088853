namespace Faultline.Protocols.OpcUa.Client;

/// <summary>What connecting found of an earlier session.</summary>
public enum ConnectOutcome
{
    /// <summary>There was none, or it had no subscriptions: a new session.</summary>
    Created,

    /// <summary>The server still had the session, and with it the subscriptions.</summary>
    Reactivated,

    /// <summary>A new session took over all subscriptions; what they queued is not lost.</summary>
    Transferred,

    /// <summary>At least one subscription had to be made anew; its gap is told to its sink.</summary>
    Recreated,
}
