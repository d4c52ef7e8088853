namespace Faultline.Protocols.OpcUa.Client;

/// <summary>How values were lost.</summary>
public enum GapReason
{
    /// <summary>Messages are missing in the sequence, and the server could not republish them.</summary>
    MessagesLost,

    /// <summary>The server had given the subscription up, and it was made anew.</summary>
    Recreated,

    /// <summary>Another session took the subscription over; it brings nothing any more.</summary>
    TakenOver,
}
