namespace Faultline.Protocols.OpcUa.Server.Subscriptions;

/// <summary>A Publish request that waits for something to answer with.</summary>
/// <param name="Connection">Where it came from, and where the answer goes.</param>
/// <param name="RequestId">Id of the request on its channel.</param>
/// <param name="Handle">The client's handle of the request.</param>
/// <param name="Results">Results of its acknowledgements.</param>
/// <param name="Deadline">When the client stops waiting, UTC.</param>
internal sealed record PendingPublish(ServerConnection Connection, uint RequestId, uint Handle, StatusCode[] Results, DateTime Deadline)
{
    internal Task RefuseAsync(StatusCode status) => Connection.RefuseAsync(RequestId, Handle, status);
}
