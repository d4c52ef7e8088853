using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>Server's side of a channel, OPC 10000-4 §5.5.2. Renewals are answered while somebody receives.</summary>
public sealed class ServerSecureChannel : SecureChannelBase
{
    private readonly ServerChannelOptions _options;
    private byte[] _lastClientNonce = [];
    private uint _lastTokenId;
    private bool _opened;

    private ServerSecureChannel(OpcUaTransport transport, uint channelId, ServerChannelOptions options)
        : base(transport, options.Clock, isClient: false)
    {
        _options = options;
        ChannelId = channelId;
        OwnCertificate = options.Certificate;
    }

    /// <summary>Waits for OpenSecureChannel and answers it. Owns the transport from here on.</summary>
    /// <param name="transport">A connection after Hello.</param>
    /// <param name="channelId">Id for the channel; not 0, and not in use.</param>
    /// <param name="options">What is allowed.</param>
    /// <param name="cancellationToken">Ends the wait for a client that says nothing.</param>
    /// <exception cref="OpcUaException">The client is not allowed, or broke a rule; it was sent an Error message.</exception>
    public static async Task<ServerSecureChannel> AcceptAsync(
        OpcUaTransport transport, uint channelId, ServerChannelOptions options, CancellationToken cancellationToken)
    {
        var channel = new ServerSecureChannel(transport, channelId, options);
        try
        {
            var (header, chunk) = await transport.ReadChunkAsync(cancellationToken);
            if (header.Type != MessageType.OpenChannel)
                throw transport.Unexpected(header, chunk, MessageType.OpenChannel);
            var opening = chunk.ToArray();
            transport.Advance();
            await channel.OnOpenChannelAsync(opening, cancellationToken);
            return channel;
        }
        catch (Exception failure)
        {
            if (failure is OpcUaException told)
                await channel.OnFailureAsync(told);
            await channel.DisposeAsync();
            throw;
        }
    }

    private protected override async ValueTask OnOpenChannelAsync(byte[] chunk, CancellationToken cancellationToken)
    {
        var opening = new OpenChannelChunk(chunk, Limits);
        Identify(opening);
        var (message, position) = opening.Open(Policy, OwnCertificate, PeerCertificate);
        CheckSequence(position);
        if (message is not OpenSecureChannelRequest request)
            throw OpcUaFault.Transport(StatusCodes.BadTcpMessageTypeInvalid, $"{message.GetType().Name} in an OPN chunk");
        CheckRequest(request);
        var serverNonce = RandomNumberGenerator.GetBytes(Policy.NonceLength);
        var token = Issue(request, serverNonce);
        _opened = true;
        await SendOpenChannelAsync(position.RequestId, Answer(request, token, serverNonce), token, cancellationToken);
    }

    private protected override async ValueTask OnFailureAsync(OpcUaException failure)
    {
        if (failure.Status != StatusCodes.BadConnectionClosed)
            await Transport.TrySendErrorAsync(failure.Status);
    }

    /// <summary>The first message settles policy and client certificate; later ones must not change them.</summary>
    private void Identify(OpenChannelChunk opening)
    {
        var policy = SecurityPolicy.Find(opening.Header.PolicyUri)
            ?? throw OpcUaFault.Policy($"'{opening.Header.PolicyUri}' is not offered");
        if (_opened)
        {
            var sameClient = policy.IsNone
                || PeerCertificate!.RawData.AsSpan().SequenceEqual(CertificateChain.Leaf(opening.Header.SenderCertificate).Span);
            if (policy != Policy || opening.ChannelId != ChannelId || !sameClient)
                throw OpcUaFault.SecurityChecksFailed();
            return;
        }

        Policy = policy;
        if (policy.IsNone)
            return;
        if (OwnCertificate is null)
            throw OpcUaFault.Policy($"{policy} needs a server certificate");
        var chain = opening.Header.SenderCertificate;
        _options.ValidateClient(chain);
        PeerCertificate = X509CertificateLoader.LoadCertificate(CertificateChain.Leaf(chain).Span);
    }

    private void CheckRequest(OpenSecureChannelRequest request)
    {
        if (request.RequestType != (_opened ? SecurityTokenRequestType.Renew : SecurityTokenRequestType.Issue))
            throw OpcUaFault.Transport(StatusCodes.BadRequestTypeInvalid, $"OpenSecureChannel of type {request.RequestType}");
        if (_opened ? request.SecurityMode != Mode : !IsAllowed(request.SecurityMode))
            throw OpcUaFault.Transport(StatusCodes.BadSecurityModeRejected, $"security mode {request.SecurityMode} with policy {Policy}");
        Mode = request.SecurityMode;
        if (Policy.IsNone)
            return;
        var nonce = request.ClientNonce ?? [];
        if (nonce.Length != Policy.NonceLength || nonce.AsSpan().SequenceEqual(_lastClientNonce))
            throw OpcUaFault.Transport(StatusCodes.BadNonceInvalid, $"client nonce of {nonce.Length} bytes, or a repeated one");
        _lastClientNonce = nonce;
    }

    private bool IsAllowed(MessageSecurityMode mode) =>
        mode is MessageSecurityMode.None or MessageSecurityMode.Sign or MessageSecurityMode.SignAndEncrypt
        && Policy.IsNone == (mode == MessageSecurityMode.None) && _options.Allows(Policy, mode);

    private ChannelToken Issue(OpenSecureChannelRequest request, byte[] serverNonce)
    {
        var asked = request.RequestedLifetime == 0 ? _options.MaxLifetime : TimeSpan.FromMilliseconds(request.RequestedLifetime);
        var lifetime = TimeSpan.FromTicks(Math.Clamp(asked.Ticks, _options.MinLifetime.Ticks, _options.MaxLifetime.Ticks));
        var clientNonce = request.ClientNonce ?? [];
        return new ChannelToken(
            ++_lastTokenId, Clock.GetUtcNow(), lifetime,
            SymmetricKeys.Derive(Policy, own: serverNonce, other: clientNonce), SymmetricKeys.Derive(Policy, own: clientNonce, other: serverNonce));
    }

    private OpenSecureChannelResponse Answer(OpenSecureChannelRequest request, ChannelToken token, byte[] serverNonce)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        return new OpenSecureChannelResponse
        {
            ResponseHeader = new ResponseHeader { Timestamp = now, RequestHandle = request.RequestHeader.RequestHandle },
            SecurityToken = new ChannelSecurityToken
            {
                ChannelId = ChannelId,
                TokenId = token.TokenId,
                CreatedAt = now,
                RevisedLifetime = (uint)token.Lifetime.TotalMilliseconds,
            },
            ServerNonce = serverNonce,
        };
    }
}
