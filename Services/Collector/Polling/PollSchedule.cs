namespace Faultline.Collector.Polling;

/// <summary>
/// When to poll: tick k is due at start + k × interval, whatever the polls before took. A tick whose successor is due already is left out.
/// </summary>
internal sealed class PollSchedule(TimeProvider time, TimeSpan interval)
{
    // Timers count whole milliseconds.
    private static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(1);

    private readonly long start = time.GetTimestamp();
    private long next;

    /// <summary>Waits for the next tick.</summary>
    public async ValueTask<PollTick> WaitAsync(CancellationToken cancellationToken)
    {
        var due = interval * next;
        TimeSpan now;
        while ((now = time.GetElapsedTime(start)) < due)
        {
            // Rounded up: a timer that fires early would only be set again for the rest.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((due - now) / Granularity));
            await Task.Delay(wait, time, cancellationToken);
        }
        var present = (long)(now / interval);
        var skipped = Math.Max(0, present - next);
        var tick = new PollTick(next + skipped, skipped, now - (interval * (next + skipped)));
        next = tick.Number + 1;
        return tick;
    }
}
