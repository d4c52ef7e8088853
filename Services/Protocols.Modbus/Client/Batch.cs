using System.Threading.Tasks.Sources;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// A reading of many blocks: the source of the one <see cref="ValueTask{TResult}"/> its caller awaits, which ends when the last of its requests has
/// ended. Reused after the caller has taken the outcome.
/// </summary>
internal sealed class Batch(ClientConnection connection, bool continuesInline) : IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _source;
    private int _pending;
    private int _failed;

    internal CancellationTokenRegistration Cancellation { get; set; }

    internal CancellationToken Token { get; set; }

    internal ValueTask<int> Begin(int requests)
    {
        (_pending, _failed) = (requests, 0);
        _source.RunContinuationsAsynchronously = !continuesInline;
        return new ValueTask<int>(this, _source.Version);
    }

    /// <summary>One of its requests has ended; the block says how.</summary>
    internal void Ended(bool failed)
    {
        if (failed)
            Interlocked.Increment(ref _failed);
        if (Interlocked.Decrement(ref _pending) > 0)
            return;
        // A failure may come from whoever ends the connection, and has not done with it.
        _source.RunContinuationsAsynchronously |= _failed > 0;
        if (_failed > 0 && Token.IsCancellationRequested)
            _source.SetException(new OperationCanceledException(Token));
        else
            _source.SetResult(_failed);
    }

    internal void Cancel() => connection.Cancel(this);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    int IValueTaskSource<int>.GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            if (_source.Version == token && _source.GetStatus(token) != ValueTaskSourceStatus.Pending)
                Recycle();
        }
    }

    private void Recycle()
    {
        // Waits for a running cancel callback, which must not find the next reading in this object.
        Cancellation.Dispose();
        (Cancellation, Token) = (default, default);
        _source.Reset();
        connection.Return(this);
    }
}
