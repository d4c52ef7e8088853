using System.Buffers;
using System.Security.Cryptography;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>Client's side of a channel, OPC 10000-4 §5.5.2. It renews its token by itself, at three quarters of the lifetime.</summary>
public sealed class ClientSecureChannel : SecureChannelBase
{
    private readonly ClientChannelOptions _options;
    private TaskCompletionSource? _renewal;
    private ITimer? _renewalTimer;
    private byte[] _nonce = [];
    private uint _openRequestId;
    private uint _lastRequestId;

    private ClientSecureChannel(OpcUaTransport transport, ClientChannelOptions options)
        : base(transport, options.Clock, isClient: true)
    {
        options.Validate();
        _options = options;
        Policy = options.Policy;
        Mode = options.Mode;
        OwnCertificate = options.Certificate;
        PeerCertificate = options.ServerCertificate;
    }

    /// <summary>Opens a channel. Owns the transport from here on.</summary>
    /// <exception cref="OpcUaException">The server refused, or its answer does not prove genuine.</exception>
    public static async Task<ClientSecureChannel> OpenAsync(
        OpcUaTransport transport, ClientChannelOptions options, CancellationToken cancellationToken)
    {
        ClientSecureChannel? channel = null;
        try
        {
            channel = new ClientSecureChannel(transport, options);
            await channel.RequestTokenAsync(SecurityTokenRequestType.Issue, cancellationToken);
            var (header, chunk) = await transport.ReadChunkAsync(cancellationToken);
            if (header.Type != MessageType.OpenChannel)
                throw transport.Unexpected(header, chunk, MessageType.OpenChannel);
            var opening = chunk.ToArray();
            transport.Advance();
            await channel.OnOpenChannelAsync(opening, cancellationToken);
            return channel;
        }
        catch
        {
            await (channel?.DisposeAsync() ?? transport.DisposeAsync());
            throw;
        }
    }

    /// <summary>The renewal that the timer began last; completed where there is none. It never fails.</summary>
    internal Task TimedRenewal { get; private set; } = Task.CompletedTask;

    /// <summary>A request id that is not in use.</summary>
    public uint NextRequestId() => Interlocked.Increment(ref _lastRequestId);

    /// <summary>Renews the token now; completes when the answer arrived, for which somebody must be receiving.</summary>
    /// <exception cref="OpcUaException">The server refused.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var renewal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _renewal, renewal, null) is { } underWay)
        {
            await underWay.Task.WaitAsync(cancellationToken);
            return;
        }

        try
        {
            await RequestTokenAsync(SecurityTokenRequestType.Renew, cancellationToken);
        }
        catch
        {
            Interlocked.Exchange(ref _renewal, null);
            throw;
        }

        await renewal.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Sends CloseSecureChannel and closes the connection.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await SendAsync(MessageType.CloseChannel, NextRequestId(), new CloseSecureChannelRequest(), CancellationToken.None);
        }
        catch (OpcUaException)
        {
            // The connection is gone already, which is what was asked for.
        }

        await DisposeAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_renewalTimer is not null)
            await _renewalTimer.DisposeAsync();
        Interlocked.Exchange(ref _renewal, null)?.TrySetException(OpcUaFault.Closed("it was disposed"));
        await base.DisposeAsync();
    }

    private protected override async ValueTask OnOpenChannelAsync(byte[] chunk, CancellationToken cancellationToken)
    {
        var (response, position) = Verify(new OpenChannelChunk(chunk, Limits));
        if (response is not OpenSecureChannelResponse opened || !opened.ResponseHeader.ServiceResult.IsGood)
            throw OpcUaFault.PeerError(
                response is IServiceResponse { ResponseHeader.ServiceResult: var result } ? result : StatusCodes.BadUnknownResponse,
                $"OpenSecureChannel was answered with {response.GetType().Name}");
        if (position.RequestId != _openRequestId || _nonce.Length == 0 && !Policy.IsNone)
            throw OpcUaFault.Transport(StatusCodes.BadUnknownResponse, "OpenSecureChannel response that was not asked for");
        var nonce = opened.ServerNonce ?? [];
        if (!Policy.IsNone && nonce.Length != Policy.NonceLength)
            throw OpcUaFault.SecurityChecksFailed();
        ChannelId = opened.SecurityToken.ChannelId;
        var lifetime = TimeSpan.FromMilliseconds(opened.SecurityToken.RevisedLifetime);
        var token = new ChannelToken(
            opened.SecurityToken.TokenId, Clock.GetUtcNow(), lifetime,
            SymmetricKeys.Derive(Policy, own: _nonce, other: nonce), SymmetricKeys.Derive(Policy, own: nonce, other: _nonce));
        CryptographicOperations.ZeroMemory(_nonce);
        await InstallAsync(token, cancellationToken);
        ScheduleRenewal(lifetime);
        Interlocked.Exchange(ref _renewal, null)?.TrySetResult();
    }

    private protected override ValueTask OnFailureAsync(OpcUaException failure)
    {
        Interlocked.Exchange(ref _renewal, null)?.TrySetException(failure);
        return ValueTask.CompletedTask;
    }

    private (Encoding.IOpcUaStructure Message, ChunkPosition Position) Verify(OpenChannelChunk chunk)
    {
        if (chunk.Header.PolicyUri != Policy.Uri
            || (!Policy.IsNone && !PeerCertificate!.RawData.AsSpan().SequenceEqual(Certificates.CertificateChain.Leaf(chunk.Header.SenderCertificate).Span)))
            throw OpcUaFault.SecurityChecksFailed();
        if (ChannelId != 0 && chunk.ChannelId != ChannelId)
            throw OpcUaFault.Transport(StatusCodes.BadTcpSecureChannelUnknown, "OpenSecureChannel response of another channel");
        var opened = chunk.Open(Policy, OwnCertificate, PeerCertificate);
        CheckSequence(opened.Position);
        return opened;
    }

    private ValueTask RequestTokenAsync(SecurityTokenRequestType type, CancellationToken cancellationToken)
    {
        _nonce = RandomNumberGenerator.GetBytes(Policy.NonceLength);
        _openRequestId = NextRequestId();
        return SendOpenChannelAsync(
            _openRequestId,
            new OpenSecureChannelRequest
            {
                RequestHeader = new RequestHeader { Timestamp = Clock.GetUtcNow().UtcDateTime, RequestHandle = _openRequestId },
                RequestType = type,
                SecurityMode = Mode,
                ClientNonce = _nonce,
                RequestedLifetime = (uint)_options.Lifetime.TotalMilliseconds,
            },
            token: null, cancellationToken);
    }

    private void ScheduleRenewal(TimeSpan lifetime)
    {
        var due = lifetime * 0.75;
        if (_renewalTimer is null)
            _renewalTimer = Clock.CreateTimer(static channel => ((ClientSecureChannel)channel!).StartRenewal(), this, due, Timeout.InfiniteTimeSpan);
        else
            _renewalTimer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void StartRenewal() => TimedRenewal = RenewOnTimeAsync();

    /// <summary>A renewal that fails or gets no answer leaves no usable channel, so the connection is closed and the receiver learns of it.</summary>
    private async Task RenewOnTimeAsync()
    {
        try
        {
            await RenewAsync(CancellationToken.None).WaitAsync(Tokens.Sending!.Lifetime * 0.5, Clock);
        }
        catch (Exception failure) when (failure is OpcUaException or TimeoutException or ObjectDisposedException)
        {
            await DisposeAsync();
        }
    }
}
