using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>
/// One client of a server. Requests are carried out one after the other and answered in order; those that arrived together are answered
/// together. What the peer does not read fills the socket, then stops this connection's reading: nothing is buffered without bound.
/// </summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private readonly IReadOnlyDictionary<byte, IModbusDevice> _devices;
    private readonly ModbusTcpServerOptions _options;
    private readonly ServerStatistics _statistics;
    private readonly RequestDispatcher _dispatcher = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly ITimer _idleTimer;
    private long _lastRequest;
    private int _lastUnit = -1;
    private volatile bool _stopping;

    internal ServerConnection(
        Socket socket, IReadOnlyDictionary<byte, IModbusDevice> devices, ModbusTcpServerOptions options, ServerStatistics statistics)
    {
        (_devices, _options, _statistics) = (devices, options, statistics);
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(bufferSize: 4096, minimumReadSize: 1024));
        _writer = PipeWriter.Create(_stream);
        _lastRequest = options.TimeProvider.GetTimestamp();
        _idleTimer = options.TimeProvider.CreateTimer(
            static state => ((ServerConnection)state!).OnIdleTimer(), this, options.IdleTimeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Unit that the last request was addressed to; -1 before the first.</summary>
    internal int LastUnit => Volatile.Read(ref _lastUnit);

    /// <summary>Serves until the client leaves, is idle for too long, breaks the protocol, or the server ends it. Never throws.</summary>
    internal async Task RunAsync()
    {
        try
        {
            await ServeAsync();
            await _writer.CompleteAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went away or the connection was cut: what was not sent yet is dropped.
            await _writer.CompleteAsync(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _idleTimer.DisposeAsync();
        await _reader.CompleteAsync();
        await _stream.DisposeAsync();
        _aborted.Dispose();
    }

    /// <summary>Lets the requests that have arrived finish, then ends.</summary>
    internal void Stop()
    {
        _stopping = true;
        _reader.CancelPendingRead();
    }

    /// <summary>Cuts the connection with a reset, whatever is under way.</summary>
    internal void Abort()
    {
        try
        {
            _aborted.Cancel();
            _stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
            _stream.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It ended by itself meanwhile, which is what was wanted.
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var read = await _reader.ReadAsync(_aborted.Token);
            var buffer = read.Buffer;
            FrameScanStatus status;
            while ((status = MbapFrameScanner.Scan(buffer, out var frame)) == FrameScanStatus.Done)
            {
                await AnswerAsync(frame);
                buffer = buffer.Slice(frame.End);
            }

            _reader.AdvanceTo(buffer.Start, buffer.End);
            await _writer.FlushAsync(_aborted.Token);
            if (status == FrameScanStatus.Invalid)
                _statistics.InvalidFrame();
            if (status == FrameScanStatus.Invalid || read.IsCompleted || _stopping)
                return;
        }
    }

    private async ValueTask AnswerAsync(MbapFrame frame)
    {
        var unit = frame.Header.Unit;
        Volatile.Write(ref _lastRequest, _options.TimeProvider.GetTimestamp());
        Volatile.Write(ref _lastUnit, unit);
        _statistics.Request();
        var length = _devices.TryGetValue(unit, out var device)
            ? await AskAsync(device, frame)
            : AnswerUnknownUnit(frame.Pdu.FirstSpan[0]);
        if (length > 0)
            Write(MbapHeader.ForPdu(frame.Header.TransactionId, unit, length), _dispatcher.Response[..length]);
    }

    private async ValueTask<int> AskAsync(IModbusDevice device, MbapFrame frame)
    {
        try
        {
            return await Dispatch(device, frame);
        }
        catch (Exception e)
        {
            // A device's code is not ours: whatever it throws is the device's failure, not the connection's, unless we have cut it.
            _aborted.Token.ThrowIfCancellationRequested();
            _options.DeviceFailed?.Invoke(frame.Header.Unit, e);
            return _dispatcher.Refuse(frame.Pdu.FirstSpan[0], ModbusExceptionCode.ServerDeviceFailure);
        }
    }

    private ValueTask<int> Dispatch(IModbusDevice device, MbapFrame frame) =>
        _dispatcher.DispatchAsync(device, frame.PduSpan(stackalloc byte[ModbusLimits.MaxPduLength]), _aborted.Token);

    private int AnswerUnknownUnit(byte function) => _options.UnknownUnit switch
    {
        UnknownUnitBehavior.AnswerTargetFailed => _dispatcher.Refuse(function, ModbusExceptionCode.GatewayTargetFailedToRespond),
        UnknownUnitBehavior.AnswerPathUnavailable => _dispatcher.Refuse(function, ModbusExceptionCode.GatewayPathUnavailable),
        _ => 0,
    };

    private void Write(MbapHeader header, ReadOnlySpan<byte> pdu)
    {
        if ((pdu[0] & Messages.ExceptionResponse.Mark) != 0)
            _statistics.Exception();
        var length = ModbusLimits.MbapHeaderLength + pdu.Length;
        var frame = _writer.GetSpan(length);
        header.Write(frame);
        pdu.CopyTo(frame[ModbusLimits.MbapHeaderLength..]);
        _writer.Advance(length);
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
