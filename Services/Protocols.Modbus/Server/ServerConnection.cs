using System.IO.Pipelines;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Security;
using Faultline.Protocols.Modbus.Transport;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>
/// One client of a server: from its handshake to its end. Requests are carried out one after the other and answered in order; those that arrived
/// together are answered together. What the peer does not read fills the socket, then stops this connection's reading: nothing is buffered
/// without bound. Answering is in the other part.
/// </summary>
internal sealed partial class ServerConnection : IAsyncDisposable
{
    private const int BufferSize = 4096;
    private readonly Socket _socket;
    private readonly IReadOnlyDictionary<byte, IModbusDevice> _devices;
    private readonly ModbusTcpServerOptions _options;
    private readonly FrameCodec _codec;
    private readonly ServerStatistics _statistics;
    private readonly CancellationTokenSource _aborted = new();
    private readonly ITimer _idleTimer;
    private ModbusTransport? _transport;
    private string? _role;
    private long _lastRequest;
    private int _lastUnit = -1;
    private volatile bool _stopping;

    internal ServerConnection(
        Socket socket, IReadOnlyDictionary<byte, IModbusDevice> devices, ModbusTcpServerOptions options, ServerStatistics statistics)
    {
        (_socket, _devices, _options, _statistics) = (socket, devices, options, statistics);
        _codec = FrameCodec.Of(options.Framing);
        _lastRequest = options.TimeProvider.GetTimestamp();
        _idleTimer = options.TimeProvider.CreateTimer(
            static state => ((ServerConnection)state!).OnIdleTimer(), this, options.IdleTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Unit that the last request was addressed to; -1 before the first.</summary>
    internal int LastUnit => Volatile.Read(ref _lastUnit);

    /// <summary>Serves until the client leaves, is idle for too long, breaks the protocol, or the server ends it. Never throws.</summary>
    internal async Task RunAsync()
    {
        if (await TryOpenAsync() is not { } transport)
            return;
        Volatile.Write(ref _transport, transport);
        // Stop() looks for the transport after it has said so, this the other way round: one of the two sees the other.
        Interlocked.MemoryBarrier();
        if (_stopping)
            transport.Input.CancelPendingRead();
        var writer = PipeWriter.Create(transport.Stream, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            await ServeAsync(transport.Input, writer);
            await writer.CompleteAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away or the connection was cut: what was not sent yet is dropped.
            await writer.CompleteAsync(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _idleTimer.DisposeAsync();
        if (_transport is not null)
            await _transport.DisposeAsync();
        _socket.Dispose();
        _aborted.Dispose();
    }

    /// <summary>Lets the requests that have arrived finish, then ends.</summary>
    internal void Stop()
    {
        _stopping = true;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _transport)?.Input.CancelPendingRead();
    }

    /// <summary>Cuts the connection with a reset, whatever is under way.</summary>
    internal void Abort()
    {
        try
        {
            _aborted.Cancel();
            ModbusTransport.ResetOnClose(_socket);
            _socket.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It ended by itself meanwhile, which is what was wanted.
        }
    }

    /// <summary>The connection's bytes, once TLS stands where it is wanted; null when it does not come about.</summary>
    private async Task<ModbusTransport?> TryOpenAsync()
    {
        var network = new NetworkStream(_socket, ownsSocket: true);
        if (_options.Security is not { } security)
            return new ModbusTransport(_socket, network, BufferSize);
        using var timeout = new CancellationTokenSource(security.HandshakeTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _aborted.Token);
        try
        {
            var transport = new ModbusTransport(_socket, await SecureTransport.AcceptAsync(network, security, either.Token), BufferSize);
            _role = ModbusRole.Read(transport.PeerCertificate!);
            return transport;
        }
        catch (Exception e) when (e is AuthenticationException or CryptographicException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            _statistics.FailedHandshake();
            await network.DisposeAsync();
            return null;
        }
    }

    private async Task ServeAsync(PipeReader reader, PipeWriter writer)
    {
        while (true)
        {
            var read = await reader.ReadAsync(_aborted.Token);
            var buffer = read.Buffer;
            FrameScanStatus status;
            while ((status = _codec.ScanRequest(buffer, out var frame)) == FrameScanStatus.Done)
            {
                await AnswerAsync(frame, writer);
                buffer = buffer.Slice(frame.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            await writer.FlushAsync(_aborted.Token);
            if (status == FrameScanStatus.Invalid)
                _statistics.InvalidFrame();
            if (status == FrameScanStatus.Invalid || read.IsCompleted || _stopping)
                return;
        }
    }

    private void OnIdleTimer()
    {
        var left = _options.IdleTimeout - _options.TimeProvider.GetElapsedTime(Volatile.Read(ref _lastRequest));
        if (left > TimeSpan.Zero)
        {
            _idleTimer.Change(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left, Timeout.InfiniteTimeSpan);
            return;
        }

        _statistics.Idle();
        Abort();
    }
}
