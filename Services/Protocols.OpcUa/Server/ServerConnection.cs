using System.Net.Sockets;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Server.Answering;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.Server;

/// <summary>One connection: opens the channel, then answers requests in the order they come; calls of methods and Publish answer later.</summary>
internal sealed class ServerConnection
{
    private const int MaxSending = 8;
    private readonly ServerCore _core;
    private readonly Socket _socket;
    private readonly RequestDispatcher _dispatcher;
    private readonly DateTime _since;
    private ServerSecureChannel? _channel;
    private int _sending;

    internal ServerConnection(ServerCore core, Socket socket, uint channelId)
    {
        _core = core;
        _socket = socket;
        _since = core.Now;
        ChannelId = channelId;
        _dispatcher = new RequestDispatcher(core, this);
    }

    internal uint ChannelId { get; }

    /// <summary>The channel; only used once it is open.</summary>
    internal ServerSecureChannel Channel => _channel!;

    /// <summary>False once it is of no use any more.</summary>
    internal bool IsOpen { get; private set; } = true;

    /// <summary>Whether so many responses wait for the client to read that notifications had better wait as values, which are bounded.</summary>
    internal bool IsCongested => Volatile.Read(ref _sending) >= MaxSending;

    /// <summary>Wrong users in a row; too many end the connection.</summary>
    internal int FailedUsers { get; set; }

    internal async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            _channel = await OpenAsync(stopping);
            await ServeAsync(ending.Token);
        }
        catch (OpcUaException failure)
        {
            if (failure.Status != StatusCodes.BadConnectionClosed)
                _core.Statistics.Count(ServerBound.Channels);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The server stops, or the client took too long: nobody is left to be told.
        }
        finally
        {
            IsOpen = false;
            await ending.CancelAsync();
            if (_channel is not null)
                await _channel.DisposeAsync();
            _socket.Dispose();
        }
    }

    /// <summary>Sends a response. Never throws: a connection that is lost ends itself, a response that is too large becomes a fault.</summary>
    internal async Task SendAsync(uint requestId, IServiceResponse response)
    {
        Interlocked.Increment(ref _sending);
        try
        {
            await Channel.SendAsync(requestId, response, CancellationToken.None);
        }
        catch (OpcUaException failure) when (failure.Status == StatusCodes.BadEncodingLimitsExceeded && response is not ServiceFault)
        {
            _core.Statistics.Count(ServerBound.Responses);
            response.ResponseHeader = Header(response.ResponseHeader.RequestHandle, StatusCodes.BadResponseTooLarge);
            await SendAsync(requestId, new ServiceFault { ResponseHeader = response.ResponseHeader });
        }
        catch (Exception lost) when (lost is OpcUaException or ObjectDisposedException)
        {
            Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _sending);
        }
    }

    internal ResponseHeader Header(uint requestHandle, StatusCode result) =>
        new() { Timestamp = _core.Now, RequestHandle = requestHandle, ServiceResult = result };

    /// <summary>Ends the connection with a reset.</summary>
    internal void Abort()
    {
        IsOpen = false;
        try
        {
            _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        _socket.Dispose();
    }

    /// <summary>Ends the connection where its time for opening a channel and a session is over.</summary>
    internal void EndSilent()
    {
        if (!IsOpen || _core.Now - _since < _core.Options.HandshakeTimeout || _core.Sessions.HasSessionOn(this))
            return;
        _core.Statistics.Count(ServerBound.SilentConnections);
        Abort();
    }

    private async Task<ServerSecureChannel> OpenAsync(CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(_core.Options.HandshakeTimeout, _core.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        var stream = new NetworkStream(_socket, ownsSocket: true);
        var transport = await OpcUaTransport.AcceptAsync(stream, _core.Options.MessageLimits, either.Token);
        var options = new ServerChannelOptions
        {
            Certificate = _core.Options.Certificate,
            // None always opens a channel, for discovery; sessions on it are refused unless it is offered.
            Allows = (policy, mode) => policy.IsNone || _core.Options.IsOffered(policy, mode),
            ValidateClient = chain => _core.Options.ValidateClient!(chain),
            Clock = _core.Clock,
        };
        return await ServerSecureChannel.AcceptAsync(transport, ChannelId, options, either.Token);
    }

    private async Task ServeAsync(CancellationToken ending)
    {
        while (await Channel.ReceiveAsync(ending) is { } message)
        {
            using (message)
                await AnswerAsync(message, ending);
        }
    }

    private async Task AnswerAsync(ReceivedMessage message, CancellationToken ending)
    {
        _core.Statistics.CountRequest();
        IOpcUaStructure decoded;
        try
        {
            decoded = message.Decode();
        }
        catch (OpcUaException failure)
        {
            await RefuseAsync(message.RequestId, 0, failure.Status);
            return;
        }

        if (decoded is IServiceRequest request)
            await _dispatcher.AnswerAsync(message.RequestId, request, ending);
        else
            await RefuseAsync(message.RequestId, 0, StatusCodes.BadServiceUnsupported);
    }

    internal Task RefuseAsync(uint requestId, uint requestHandle, StatusCode status)
    {
        _core.Statistics.CountFault();
        return SendAsync(requestId, new ServiceFault { ResponseHeader = Header(requestHandle, status) });
    }
}
