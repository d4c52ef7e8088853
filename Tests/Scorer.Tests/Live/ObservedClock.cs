using Microsoft.Extensions.Time.Testing;

namespace Faultline.Scorer.Tests.Live;

/// <summary>A clock that the test moves, and that tells when somebody began to wait for it.</summary>
internal sealed class ObservedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Signal created = new();
    private int timers;

    /// <summary>Number of waits begun so far.</summary>
    public int Timers => Volatile.Read(ref timers);

    public Task UntilTimersAsync(int count) => created.UntilAsync(() => Timers >= count);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref timers);
        created.Set();
        return timer;
    }
}
