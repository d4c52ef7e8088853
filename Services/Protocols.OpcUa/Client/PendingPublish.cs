using Faultline.Protocols.OpcUa.SecureChannel;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>A Publish request in flight; its response is taken up on the receiving task, while its buffer is there.</summary>
/// <param name="publisher">Whose it is.</param>
/// <param name="version">Version of the table of subscriptions when it was sent.</param>
internal sealed class PendingPublish(Publisher publisher, int version) : PendingRequest
{
    internal override void Complete(ReceivedMessage message) => publisher.Take(message, version);

    internal override void Fail(OpcUaException failure)
    {
        // The connection is gone, and the publisher with it.
    }
}
