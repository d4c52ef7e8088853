using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Server.Sessions;

/// <summary>Discovery and sessions, OPC 10000-4 §5.4 and §5.6, of one connection.</summary>
internal sealed class SessionService(ServerCore core, ServerConnection connection)
{
    private const int MaxFailedUsers = 5;
    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);

    internal FindServersResponse FindServers(FindServersRequest request)
    {
        var known = request.ServerUris.Length == 0 || request.ServerUris.Contains(core.Options.ApplicationUri);
        return new FindServersResponse { Servers = known ? [core.Endpoints.Application(UrlOr(request.EndpointUrl))] : [] };
    }

    internal GetEndpointsResponse GetEndpoints(GetEndpointsRequest request) =>
        new() { Endpoints = core.Endpoints.Describe(UrlOr(request.EndpointUrl), request.ProfileUris) };

    internal CreateSessionResponse Create(CreateSessionRequest request)
    {
        var channel = connection.Channel;
        if (!core.Options.IsOffered(channel.Policy, channel.Mode))
            throw Refused(request, StatusCodes.BadSecurityPolicyRejected);
        CheckClient(request);
        var asked = double.IsFinite(request.RequestedSessionTimeout) ? request.RequestedSessionTimeout : 0;
        var most = core.Options.MaxSessionTimeout.TotalMilliseconds;
        var timeout = TimeSpan.FromMilliseconds(asked <= 0 ? most : Math.Clamp(asked, MinTimeout.TotalMilliseconds, most));
        var session = new Session(core, connection, request, timeout);
        core.Sessions.Add(session);
        return new CreateSessionResponse
        {
            SessionId = session.Id,
            AuthenticationToken = session.Token,
            RevisedSessionTimeout = timeout.TotalMilliseconds,
            ServerNonce = session.RenewNonce(),
            ServerCertificate = core.Options.Certificate?.RawData,
            ServerEndpoints = core.Endpoints.Describe(UrlOr(request.EndpointUrl), []),
            ServerSignature = SessionSignature.Sign(
                channel.Policy, channel.OwnCertificate, LeafOf(request.ClientCertificate).Span, request.ClientNonce ?? []),
            MaxRequestMessageSize = (uint)core.Options.MessageLimits.MessageSize,
        };
    }

    internal async ValueTask<ActivateSessionResponse> ActivateAsync(ActivateSessionRequest request, CancellationToken ct)
    {
        var session = core.Sessions.Find(request.RequestHeader.AuthenticationToken) ?? throw Refused(request, StatusCodes.BadSessionIdInvalid);
        CheckChannel(request, session);
        var nonce = session.Nonce;
        session.RenewNonce();
        var channel = connection.Channel;
        if (!SessionSignature.Verify(channel.Policy, channel.PeerCertificate, OwnCertificate(), nonce, request.ClientSignature))
            throw Refused(request, StatusCodes.BadApplicationSignatureInvalid);
        var user = await IdentifyAsync(request, nonce, ct);
        if (session.Connection != connection && session.User != user)
            throw Refused(request, StatusCodes.BadIdentityChangeNotSupported);
        session.User = user;
        session.Connection = connection;
        session.Touch();
        return new ActivateSessionResponse { ServerNonce = session.Nonce };
    }

    internal CloseSessionResponse Close(CloseSessionRequest request)
    {
        var session = core.Sessions.Find(request.RequestHeader.AuthenticationToken) ?? throw Refused(request, StatusCodes.BadSessionIdInvalid);
        if (session.Connection != connection)
            throw Refused(request, StatusCodes.BadSecureChannelIdInvalid);
        core.Sessions.End(session, request.DeleteSubscriptions);
        return new CloseSessionResponse();
    }

    /// <summary>A session that was not activated yet stays on the channel it was created on; later ones must be of the same client.</summary>
    private void CheckChannel(ActivateSessionRequest request, Session session)
    {
        if (session.User is null && session.Connection != connection)
            throw Refused(request, StatusCodes.BadSecureChannelIdInvalid);
        if (!session.IsOf(connection.Channel))
            throw Refused(request, StatusCodes.BadSecurityChecksFailed);
    }

    private async ValueTask<OpcUaUser> IdentifyAsync(ActivateSessionRequest request, byte[] nonce, CancellationToken ct)
    {
        try
        {
            var user = await core.Identities.IdentifyAsync(request, core.Endpoints.UserPolicies(connection.Channel.Policy), nonce, ct);
            connection.FailedUsers = 0;
            return user;
        }
        catch (OpcUaException)
        {
            core.Statistics.Count(ServerBound.Users);
            // Whoever guesses has to open a new channel, with its RSA work, every few guesses.
            if (++connection.FailedUsers >= MaxFailedUsers)
                connection.Abort();
            throw;
        }
    }

    /// <summary>The client is that of the channel, and the application that its certificate names.</summary>
    private void CheckClient(CreateSessionRequest request)
    {
        var channel = connection.Channel;
        if (channel.Policy.IsNone)
            return;
        if (!LeafOf(request.ClientCertificate).Span.SequenceEqual(channel.PeerCertificate!.RawData))
            throw Refused(request, StatusCodes.BadCertificateInvalid);
        if (request.ClientNonce is not { Length: >= SessionSignature.MinNonceLength })
            throw Refused(request, StatusCodes.BadNonceInvalid);
        if (request.ClientDescription.ApplicationUri is not { } uri || !ApplicationUris.Of(channel.PeerCertificate).Contains(uri))
            throw Refused(request, StatusCodes.BadCertificateUriInvalid);
    }

    private static ReadOnlyMemory<byte> LeafOf(byte[]? chain) => chain is { Length: > 0 } ? CertificateChain.Leaf(chain) : default;

    private ReadOnlySpan<byte> OwnCertificate() => core.Options.Certificate is { } own ? own.RawData : [];

    private string? UrlOr(string? asked) => string.IsNullOrEmpty(asked) ? connection.Channel.Transport.EndpointUrl : asked;

    private static OpcUaException Refused(IServiceRequest request, StatusCode status) => OpcUaFault.Service(status, request.GetType().Name);
}
