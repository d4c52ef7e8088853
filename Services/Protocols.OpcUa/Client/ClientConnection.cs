using System.Collections.Concurrent;
using System.Net.Sockets;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.Client;

/// <summary>A channel with its receiving task: matches responses to requests until the connection ends, which happens once.</summary>
internal sealed class ClientConnection : IAsyncDisposable
{
    private readonly ConcurrentDictionary<uint, PendingRequest> _pending = new();
    private readonly TaskCompletionSource<OpcUaException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _outstanding;
    private readonly OpcUaClientOptions _options;
    private readonly ClientSecureChannel _channel;
    private readonly Task _receiving;
    private long _unmatched;

    private ClientConnection(ClientSecureChannel channel, OpcUaClientOptions options)
    {
        _channel = channel;
        _options = options;
        _outstanding = new SemaphoreSlim(options.MaxOutstanding);
        _receiving = Task.Run(ReceiveAsync);
    }

    internal ISecureChannel Channel => _channel;

    /// <summary>Completes with the reason once the connection is of no use any more.</summary>
    internal Task<OpcUaException> Lost => _lost.Task;

    /// <summary>Responses that nobody waited for: answers that came after their timeout.</summary>
    internal long Unmatched => Interlocked.Read(ref _unmatched);

    /// <exception cref="OpcUaException">Nobody listens there, or the server refuses.</exception>
    internal static async Task<ClientConnection> OpenAsync(
        OpcUaClientOptions options, string endpointUrl, ClientChannelOptions channel, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var stream = await ConnectAsync(options.Url, either.Token);
            var transport = await OpcUaTransport.ConnectAsync(stream, endpointUrl, options.Limits, either.Token);
            return new ClientConnection(await ClientSecureChannel.OpenAsync(transport, channel, either.Token), options);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw OpcUaFault.Transport(StatusCodes.BadTimeout, $"{options.Url} did not open a channel within {options.RequestTimeout}");
        }
    }

    /// <summary>Sends a request and waits for its response.</summary>
    /// <param name="request">The request; its header is set here.</param>
    /// <param name="session">Authentication token; the null id for the services that need no session.</param>
    /// <param name="onResponse">See <see cref="PendingRequest{T}"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the server's answer is then passed over.</param>
    /// <exception cref="OpcUaException">The server answered with a bad status, not at all within the timeout, or the connection is lost.</exception>
    internal async Task<T> AskAsync<T>(
        IServiceRequest request, NodeId session, CancellationToken cancellationToken, Action<T>? onResponse = null)
        where T : class, IServiceResponse
    {
        await _outstanding.WaitAsync(cancellationToken);
        var pending = new PendingRequest<T>(request.GetType().Name, onResponse);
        var id = 0u;
        try
        {
            id = await SendAsync(request, session, _options.RequestTimeout, pending, cancellationToken);
            return await pending.Answer.WaitAsync(_options.RequestTimeout, _options.Clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw OpcUaFault.Service(StatusCodes.BadTimeout, request.GetType().Name, $"no answer within {_options.RequestTimeout}");
        }
        finally
        {
            _pending.TryRemove(id, out _);
            _outstanding.Release();
        }
    }

    /// <summary>Sends a request that is answered to <paramref name="pending"/>, whenever that is.</summary>
    internal async ValueTask<uint> SendAsync(
        IServiceRequest request, NodeId session, TimeSpan timeout, PendingRequest pending, CancellationToken cancellationToken)
    {
        var id = _channel.NextRequestId();
        request.RequestHeader = new RequestHeader
        {
            AuthenticationToken = session,
            Timestamp = _options.Clock.GetUtcNow().UtcDateTime,
            RequestHandle = id,
            TimeoutHint = (uint)Math.Min(timeout.TotalMilliseconds, uint.MaxValue),
        };
        _pending[id] = pending;
        try
        {
            // Looked at after the entry was made: whichever comes second, the end or this, sees the other.
            if (_lost.Task.IsCompleted)
                throw OpcUaFault.Closed("it ended before", await _lost.Task);
            await _channel.SendAsync(id, request, cancellationToken);
            return id;
        }
        catch (Exception failure)
        {
            _pending.TryRemove(id, out _);
            if (failure is ObjectDisposedException)
                throw OpcUaFault.Closed("it was closed on this side", failure);
            throw;
        }
    }

    /// <summary>Ends the connection for a reason.</summary>
    internal void Drop(OpcUaException reason)
    {
        if (_lost.TrySetResult(reason))
            _ = _channel.DisposeAsync().AsTask();
        foreach (var id in _pending.Keys)
            if (_pending.TryRemove(id, out var pending))
                pending.Fail(reason);
    }

    /// <summary>Tells the server that the channel is closed, where it can still be told.</summary>
    internal async Task CloseAsync()
    {
        if (_lost.TrySetResult(OpcUaFault.Closed("it was closed on this side")))
            await _channel.CloseAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Drop(OpcUaFault.Closed("it was closed on this side"));
        await _channel.DisposeAsync();
        await _receiving;
    }

    private static async Task<NetworkStream> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(url.IdnHost, url.Port > 0 ? url.Port : OpcUaClientOptions.DefaultPort, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw OpcUaFault.NotConnected(url, failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await _channel.ReceiveAsync(CancellationToken.None) is { } message)
                using (message)
                    Dispatch(message);
            Drop(OpcUaFault.Closed("the server closed it"));
        }
        catch (OpcUaException failure)
        {
            Drop(failure);
        }
        catch (Exception failure)
        {
            // The loop's boundary: what a consumer of notifications throws must not leave requests waiting for ever.
            Drop(OpcUaFault.Closed($"taking a message failed: {failure.Message}", failure));
        }
    }

    private void Dispatch(ReceivedMessage message)
    {
        if (_pending.TryRemove(message.RequestId, out var pending))
            pending.Complete(message);
        else
            Interlocked.Increment(ref _unmatched);
    }
}
