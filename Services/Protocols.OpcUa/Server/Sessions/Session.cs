using System.Security.Cryptography;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Server.Answering;
using Faultline.Protocols.OpcUa.Server.Subscriptions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Sessions;

/// <summary>A session, OPC 10000-4 §5.6. It lives on one connection at a time and may be brought over to another.</summary>
internal sealed class Session
{
    private readonly ServerCore _core;
    private long _lastContact;

    internal Session(ServerCore core, ServerConnection connection, CreateSessionRequest request, TimeSpan timeout)
    {
        _core = core;
        Connection = connection;
        Name = request.SessionName;
        ClientUri = request.ClientDescription.ApplicationUri;
        ClientCertificate = connection.Channel.PeerCertificate?.RawData ?? [];
        Policy = connection.Channel.Policy;
        Mode = connection.Channel.Mode;
        Timeout = timeout;
        CreatedAt = core.Now;
        Id = new NodeId(Guid.NewGuid(), 1);
        Token = new NodeId(RandomNumberGenerator.GetBytes(32), 0);
        Continuations = new ContinuationPoints(core.Limits.ContinuationPoints);
        Publishing = new PublishQueue(core);
        Touch();
    }

    internal NodeId Id { get; }

    /// <summary>Secret of 256 random bits that names the session in requests.</summary>
    internal NodeId Token { get; }

    internal string? Name { get; }

    internal string? ClientUri { get; }

    /// <summary>Certificate of the channel that it was created on; empty for None.</summary>
    internal byte[] ClientCertificate { get; }

    internal SecurityPolicy Policy { get; }

    internal MessageSecurityMode Mode { get; }

    internal TimeSpan Timeout { get; }

    internal DateTime CreatedAt { get; }

    /// <summary>The connection it lives on now; may be lost already.</summary>
    internal ServerConnection Connection { get; set; }

    /// <summary>The nonce that was sent last; each is good for one activation.</summary>
    internal byte[] Nonce { get; private set; } = [];

    /// <summary>Who it is for; null until it is activated.</summary>
    internal OpcUaUser? User { get; set; }

    internal ContinuationPoints Continuations { get; }

    internal PublishQueue Publishing { get; }

    internal byte[] RenewNonce() => Nonce = RandomNumberGenerator.GetBytes(SessionSignature.MinNonceLength);

    /// <summary>The client was heard of.</summary>
    internal void Touch() => Interlocked.Exchange(ref _lastContact, _core.Clock.GetTimestamp());

    /// <summary>Whether the client was silent for too long, or did not activate in time.</summary>
    internal bool IsOver => _core.Clock.GetElapsedTime(Interlocked.Read(ref _lastContact)) > Timeout
        || (User is null && _core.Now - CreatedAt > _core.Options.ActivationTimeout);

    /// <summary>Whether a channel is that of the client that created the session, OPC 10000-4 §5.6.3.1.</summary>
    internal bool IsOf(ISecureChannel channel) => channel.Policy == Policy && channel.Mode == Mode
        && CryptographicOperations.FixedTimeEquals(channel.PeerCertificate?.RawData ?? [], ClientCertificate);
}
