namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// Timeouts: one timer a connection, set to the earliest deadline known when it was armed. Answered requests leave it alone (arming and
/// disarming a timer for each would cost more than the request); when it fires it ends what is overdue and waits for the next deadline.
/// </summary>
internal sealed partial class ClientConnection
{
    private readonly ITimer _timer;
    private readonly long _timeoutTicks;
    private bool _timerArmed;

    private void ArmTimeout(Transaction transaction)
    {
        transaction.Deadline = _options.TimeProvider.GetTimestamp() + _timeoutTicks;
        if (_timerArmed)
            return;
        _timerArmed = true;
        _timer.Change(_options.RequestTimeout, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        var sent = false;
        while (true)
        {
            Transaction? expired;
            lock (_gate)
            {
                if (_lostReason is not null)
                    return;
                if (!_table.TryTakeExpired(_options.TimeProvider.GetTimestamp(), out expired, out var earliest))
                {
                    Rearm(earliest);
                    break;
                }
            }

            sent = true;
            Interlocked.Increment(ref _timeouts);
            expired.Fail(ModbusFault.Timeout(expired.Function, expired.Unit, expired.Address, _options.RequestTimeout));
        }

        AfterGivingUp(sent);
    }

    private void Rearm(long earliest)
    {
        _timerArmed = earliest != long.MaxValue;
        if (!_timerArmed)
            return;
        var wait = _options.TimeProvider.GetElapsedTime(_options.TimeProvider.GetTimestamp(), earliest);
        // Timers count whole milliseconds and may be early by one: never wait less, or the timer fires in a loop.
        _timer.Change(wait > OneMillisecond ? wait : OneMillisecond, Timeout.InfiniteTimeSpan);
    }

    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);
}
