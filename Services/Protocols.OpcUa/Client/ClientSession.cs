using System.Security.Cryptography;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>A session, OPC 10000-4 §5.6: made over one channel, brought over to later ones.</summary>
internal sealed class ClientSession
{
    private readonly OpcUaClientOptions _options;
    private readonly byte[] _serverCertificate;
    private readonly UserTokenPolicy[] _userPolicies;
    private byte[] _serverNonce;

    private ClientSession(OpcUaClientOptions options, EndpointDescription endpoint, CreateSessionResponse created)
    {
        _options = options;
        _userPolicies = endpoint.UserIdentityTokens;
        _serverCertificate = created.ServerCertificate is { Length: > 0 } chain ? CertificateChain.Leaf(chain).ToArray() : [];
        _serverNonce = created.ServerNonce ?? [];
        SessionId = created.SessionId;
        Token = created.AuthenticationToken;
        Timeout = Duration.FromMilliseconds(created.RevisedSessionTimeout);
    }

    internal NodeId SessionId { get; }

    /// <summary>Secret that names the session in every request.</summary>
    internal NodeId Token { get; }

    /// <summary>How long the server keeps it without hearing of it.</summary>
    internal TimeSpan Timeout { get; }

    /// <summary>CreateSession: the server proves that it has the key of its certificate, and that discovery told the truth about its endpoints.</summary>
    /// <exception cref="OpcUaException">The server refused, or did not prove it.</exception>
    internal static async Task<ClientSession> CreateAsync(
        ClientConnection connection, OpcUaClientOptions options, EndpointDescription endpoint, CancellationToken cancellationToken)
    {
        var channel = connection.Channel;
        var nonce = RandomNumberGenerator.GetBytes(SessionSignature.MinNonceLength);
        var created = await connection.AskAsync<CreateSessionResponse>(
            new CreateSessionRequest
            {
                ClientDescription = new ApplicationDescription
                {
                    ApplicationUri = options.ApplicationUri,
                    ApplicationName = new LocalizedText(options.ApplicationName),
                    ApplicationType = ApplicationType.Client,
                },
                ServerUri = endpoint.Server.GatewayServerUri is null ? null : endpoint.Server.ApplicationUri,
                EndpointUrl = endpoint.EndpointUrl,
                SessionName = $"{options.ApplicationName} {Environment.MachineName}",
                ClientNonce = nonce,
                ClientCertificate = channel.OwnCertificate?.RawData,
                RequestedSessionTimeout = options.SessionTimeout.TotalMilliseconds,
                MaxResponseMessageSize = (uint)options.Limits.MessageSize,
            },
            default, cancellationToken);
        CheckServer(channel, options, endpoint, created, nonce);
        return new ClientSession(options, endpoint, created);
    }

    /// <summary>ActivateSession, over the channel it was made on or a new one.</summary>
    /// <exception cref="OpcUaException">The user is refused, or the server does not know the session any more.</exception>
    internal async Task ActivateAsync(ClientConnection connection, CancellationToken cancellationToken)
    {
        var channel = connection.Channel;
        var (identity, signature) = UserIdentity.Make(_options.Identity, _userPolicies, channel, _serverCertificate, _serverNonce);
        var activated = await connection.AskAsync<ActivateSessionResponse>(
            new ActivateSessionRequest
            {
                ClientSignature = SessionSignature.Sign(channel.Policy, channel.OwnCertificate, _serverCertificate, _serverNonce),
                UserIdentityToken = ExtensionObject.From(identity),
                UserTokenSignature = signature,
            },
            Token, cancellationToken);
        var nonce = activated.ServerNonce ?? [];
        CheckNonce(channel, nonce, _serverNonce);
        _serverNonce = nonce;
    }

    private static void CheckServer(
        ISecureChannel channel, OpcUaClientOptions options, EndpointDescription endpoint, CreateSessionResponse created, byte[] nonce)
    {
        CheckNonce(channel, created.ServerNonce ?? [], nonce);
        if (channel.Policy.IsNone)
        {
            // Nothing proves who is there; but a secret is encrypted for nobody whose certificate is not trusted.
            if (options.Identity is OpcUaIdentity.UserName && created.ServerCertificate is { Length: > 0 } presented)
                options.Validator?.Validate(presented);
            return;
        }

        if (created.ServerCertificate is not { Length: > 0 } sent
            || !CertificateChain.Leaf(sent).Span.SequenceEqual(channel.PeerCertificate!.RawDataMemory.Span))
            throw OpcUaFault.Session(StatusCodes.BadCertificateInvalid, "the server's certificate is not that of its channel");
        if (!SessionSignature.Verify(channel.Policy, channel.PeerCertificate, channel.OwnCertificate!.RawData, nonce, created.ServerSignature))
            throw OpcUaFault.Session(StatusCodes.BadApplicationSignatureInvalid, "the server does not prove that it has the key of its certificate");

        // Discovery travelled without security: somebody in between may have left out the better endpoints.
        if (options.Security.Choose(created.ServerEndpoints) is { } best
            && (best.SecurityMode, best.SecurityPolicyUri) != (endpoint.SecurityMode, endpoint.SecurityPolicyUri))
            throw OpcUaFault.Session(
                StatusCodes.BadSecurityChecksFailed,
                $"discovery offered {endpoint.SecurityPolicyUri} {endpoint.SecurityMode}, but the server has {best.SecurityPolicyUri} {best.SecurityMode}");
    }

    private static void CheckNonce(ISecureChannel channel, byte[] nonce, byte[] previous)
    {
        if (!channel.Policy.IsNone && (nonce.Length < SessionSignature.MinNonceLength || nonce.AsSpan().SequenceEqual(previous)))
            throw OpcUaFault.Session(StatusCodes.BadNonceInvalid, $"nonce of {nonce.Length} bytes is too short, or was used before");
    }
}
