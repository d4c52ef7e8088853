using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Transport;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// One connection: queue and places, sending, and the end of everything. Receiving and timeouts are in the other parts. Lock order: this
/// lock, then the sender's; callers' continuations and stream calls run outside of both.
/// </summary>
internal sealed partial class ClientConnection : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ModbusTransport _transport;
    private readonly FrameCodec _codec;
    private readonly string _peer;
    private readonly ModbusTcpClientOptions _options;
    private readonly TransactionTable _table;
    private readonly FrameSender _sender;
    private readonly Stack<Transaction> _pool = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _receiving;
    private string? _lostReason;
    private Exception? _lostCause;

    internal ClientConnection(ModbusTransport transport, string peer, ModbusTcpClientOptions options)
    {
        (_transport, _peer, _options) = (transport, peer, options);
        _codec = FrameCodec.Of(options.Framing);
        _table = new TransactionTable(options.MaxOutstanding, options.MaxQueued, _codec.HasTransactionIds);
        // Twice the places: requests that replaced timed-out ones may still wait behind a peer that does not read.
        _sender = new FrameSender(transport.Stream, 2 * options.MaxOutstanding * _codec.MaxLength, e => BreakByPeer("sending failed", e));
        _timer = options.TimeProvider.CreateTimer(
            static state => ((ClientConnection)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timeoutTicks = (long)(options.RequestTimeout.TotalSeconds * options.TimeProvider.TimestampFrequency);
        _receiving = ReceiveAsync();
    }

    internal Task Closed => _closed.Task;

    internal Transaction Rent()
    {
        lock (_gate)
            return RentLocked();
    }

    // The pools need no bound of their own: no more can be in them than were under way or waiting at one time.
    internal void Return(Transaction transaction)
    {
        lock (_gate)
            _pool.Push(transaction);
    }

    /// <summary>Sends a sealed request, or lets it wait for a place.</summary>
    internal ValueTask Submit(Transaction transaction, CancellationToken ct)
    {
        // The outcome may come at any time from here on, but the object stays this request's until the caller has taken it.
        var task = transaction.Task;
        Exception? refused = null;
        var stuck = false;
        lock (_gate)
        {
            if (_lostReason is not null)
                refused = Lost(transaction.Function);
            else if (ct.IsCancellationRequested)
                refused = new OperationCanceledException(ct);
            else if (!_table.TryEnqueue(transaction))
                refused = ModbusFault.QueueFull(transaction.Function, _options.MaxQueued);
            else
                stuck = !TryStartWaiting(out _);
        }

        if (refused is not null)
        {
            transaction.Fail(refused);
            return task;
        }

        Send(stuck);
        if (ct.CanBeCanceled)
            transaction.Cancellation = ct.UnsafeRegister(static (state, token) => ((Transaction)state!).Cancel(token), transaction);
        return task;
    }

    internal void Cancel(Transaction transaction, CancellationToken ct)
    {
        bool sent;
        lock (_gate)
        {
            sent = transaction.State == TransactionState.Outstanding;
            if (!_table.TryGiveUp(transaction))
                return;
        }

        transaction.Fail(new OperationCanceledException(ct));
        AfterGivingUp(sent);
    }

    /// <summary>Ends the connection and every request on it; the first reason stays.</summary>
    internal void Break(string reason, Exception? cause)
    {
        lock (_gate)
        {
            if (_lostReason is not null)
                return;
            (_lostReason, _lostCause) = (reason, cause);
        }

        _transport.Close();
        _timer.Dispose();
        while (true)
        {
            Transaction? transaction;
            lock (_gate)
                if (!_table.TryTakeAny(out transaction))
                    break;
            transaction.Fail(Lost(transaction.Function));
        }

        _closed.TrySetResult();
    }

    // With TLS 1.3 a client has finished the handshake before the server judges its certificate (RFC 8446 §2): a refusal shows up as the end of the connection only.
    private void BreakByPeer(string reason, Exception? cause) => Break(
        _transport.IsSecure && Interlocked.Read(ref _responses) == 0 ? $"{reason}; it ended before the first answer, so the peer may not accept this client's certificate" : reason, cause);

    public async ValueTask DisposeAsync()
    {
        Break("the client was disposed", null);
        await _receiving;
    }

    private Transaction RentLocked() =>
        _pool.TryPop(out var transaction) ? transaction : new Transaction(this, _codec);

    /// <summary>Goes on after requests were taken away from the peer.</summary>
    /// <param name="sent">Whether the peer has got any of them.</param>
    private void AfterGivingUp(bool sent)
    {
        // The answer may still come, and without a transaction id it would pass for the answer to the next request.
        if (sent && !_codec.HasTransactionIds)
            Break("a request was given up, and RTU framing cannot tell its late answer from the next one", null);
        else
            StartWaiting();
    }

    private ModbusException Lost(FunctionCode function) => ModbusFault.ConnectionLost(function, _peer, _lostReason!, _lostCause);

    /// <summary>Sends waiting requests while places are free; answers how many.</summary>
    private int StartWaiting()
    {
        int started;
        bool stuck;
        lock (_gate)
            stuck = !TryStartWaiting(out started);
        Send(stuck);
        return started;
    }

    /// <summary>Hands waiting requests to the sender while places are free, inside the lock; false when the sender takes no more.</summary>
    private bool TryStartWaiting(out int started)
    {
        started = 0;
        while (_lostReason is null && _table.TryStartNext(out var transaction))
        {
            started++;
            ArmTimeout(transaction);
            if (!_sender.TryAdd(transaction.Frame))
                return false;
        }

        return true;
    }

    private void Send(bool stuck)
    {
        if (stuck)
            Break("the peer has stopped reading requests", null);
        else
            _sender.Flush();
    }
}
