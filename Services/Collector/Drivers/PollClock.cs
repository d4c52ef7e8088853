namespace Faultline.Collector.Drivers;

/// <summary>
/// When to poll: turn k of a group is due at start + k × its interval, whatever the polls before took. A turn whose successor is due already is left out and counted. Groups that
/// are due together come together.
/// </summary>
internal sealed class PollClock
{
    /// <summary>Most groups: the bits of <see cref="PollTurn.Due"/>.</summary>
    public const int MaxGroups = 64;

    // Timers count whole milliseconds.
    private static readonly TimeSpan Granularity = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider time;
    private readonly TimeSpan[] intervals;
    private readonly long[] next;
    private readonly long start;

    /// <param name="time">The clock.</param>
    /// <param name="intervals">Interval of each group, 1 to <see cref="MaxGroups"/> of them.</param>
    public PollClock(TimeProvider time, TimeSpan[] intervals)
    {
        ArgumentOutOfRangeException.ThrowIfZero(intervals.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(intervals.Length, MaxGroups);
        (this.time, this.intervals) = (time, intervals);
        next = new long[intervals.Length];
        start = time.GetTimestamp();
    }

    /// <summary>Waits for the next turn of any group.</summary>
    public async ValueTask<PollTurn> WaitAsync(CancellationToken cancellationToken)
    {
        var first = TimeSpan.MaxValue;
        for (var i = 0; i < intervals.Length; i++)
            first = intervals[i] * next[i] is var due && due < first ? due : first;
        TimeSpan now;
        while ((now = time.GetElapsedTime(start)) < first)
        {
            // Rounded up: a timer that fires early would only be set again for the rest.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((first - now) / Granularity));
            await Task.Delay(wait, time, cancellationToken);
        }
        return Take(now);
    }

    private PollTurn Take(TimeSpan now)
    {
        var turn = new PollTurn(0, 0, TimeSpan.Zero, IsLate: false);
        for (var i = 0; i < intervals.Length; i++)
        {
            var present = (long)(now / intervals[i]);
            if (present < next[i])
                continue;
            var lateness = now - (intervals[i] * present);
            turn = new PollTurn(
                turn.Due | (1UL << i), turn.Skipped + (present - next[i]), lateness > turn.Lateness ? lateness : turn.Lateness, turn.IsLate || lateness > intervals[i] / 2);
            next[i] = present + 1;
        }
        return turn;
    }
}
