namespace Faultline.Dashboard.Live;

/// <summary>Renders at once when the last time is long enough ago, else once at the end of the interval, however often it is asked.</summary>
public sealed class RenderThrottle : IDisposable
{
    /// <summary>Ten times a second: as fast as values arrive, and as fast as a number can be read.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time;
    private readonly TimeSpan interval;
    private readonly Func<Task> render;
    private readonly ITimer timer;
    private long last;
    private bool scheduled;
    private bool disposed;

    /// <summary>Creates it; <paramref name="render"/> must not fail.</summary>
    public RenderThrottle(TimeProvider time, Func<Task> render, TimeSpan? interval = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        this.time = time;
        this.render = render;
        this.interval = interval ?? Default;
        timer = time.CreateTimer(_ => OnDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks for a rendering.</summary>
    public void Request()
    {
        if (scheduled || disposed) return;
        var due = last == 0 ? TimeSpan.Zero : interval - time.GetElapsedTime(last);
        if (due <= TimeSpan.Zero)
        {
            Render();
            return;
        }
        scheduled = true;
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        timer.Dispose();
    }

    private void OnDue()
    {
        scheduled = false;
        if (!disposed) Render();
    }

    private void Render()
    {
        last = time.GetTimestamp();
        _ = render();
    }
}
