using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>
/// An open secure channel, OPC 10000-6 §6.7: whole messages in and out, from either side. Any number of senders, one receiver at a time;
/// somebody must be receiving for renewals to be served.
/// </summary>
public interface ISecureChannel : IAsyncDisposable
{
    /// <summary>Id that the server gave.</summary>
    uint ChannelId { get; }

    /// <summary>Algorithms in use.</summary>
    SecurityPolicy Policy { get; }

    /// <summary>None, Sign or SignAndEncrypt.</summary>
    MessageSecurityMode Mode { get; }

    /// <summary>Certificate of this side; null where the policy is None and none was configured.</summary>
    X509Certificate2? OwnCertificate { get; }

    /// <summary>Certificate of the other side; null where the policy is None.</summary>
    X509Certificate2? PeerCertificate { get; }

    /// <summary>Bounds for what is received.</summary>
    OpcUaLimits Limits { get; }

    /// <summary>Encodes, chunks, secures and sends a message.</summary>
    /// <param name="requestId">Id that ties response and request.</param>
    /// <param name="message">Request or response.</param>
    /// <param name="cancellationToken">Ends the wait for earlier senders; a message that is begun is sent whole.</param>
    /// <exception cref="OpcUaException">
    /// BadEncodingLimitsExceeded: larger than the peer takes, and nothing was sent. Otherwise the connection is lost.
    /// </exception>
    ValueTask SendAsync(uint requestId, IOpcUaStructure message, CancellationToken cancellationToken);

    /// <summary>Waits for the next message; null once the peer closed the channel. Dispose each message.</summary>
    /// <exception cref="OpcUaException">The connection is lost, or the peer broke a rule; the channel is of no use afterwards.</exception>
    ValueTask<ReceivedMessage?> ReceiveAsync(CancellationToken cancellationToken);
}
