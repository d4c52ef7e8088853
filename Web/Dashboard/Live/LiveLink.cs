namespace Faultline.Dashboard.Live;

/// <summary>Keeps the live connection: connects, and connects again for ever, and says how it stands.</summary>
public sealed class LiveLink(ILiveHub hub, TimeProvider time) : IDisposable
{
    private CancellationTokenSource? running;
    private TaskCompletionSource hurry = new();

    /// <summary>How it stands now.</summary>
    public LinkState State { get; private set; }

    /// <summary>Since when it has not been connected; null while it is.</summary>
    public DateTimeOffset? DownSince { get; private set; }

    /// <summary>When the next attempt is due; null while one is under way or none is needed.</summary>
    public DateTimeOffset? NextAttempt { get; private set; }

    /// <summary>One of the properties has changed.</summary>
    public event Action? Changed;

    /// <summary>Called after each connect: what was missed meanwhile must be loaded. A failure counts as a failed attempt.</summary>
    public Func<CancellationToken, Task>? Reload { get; set; }

    /// <summary>Called when an attempt has failed, to find out whether the session has ended.</summary>
    public Func<Task>? CheckSession { get; set; }

    /// <summary>Starts, unless started.</summary>
    public void Start()
    {
        if (running is not null) return;
        running = new CancellationTokenSource();
        DownSince = time.GetUtcNow();
        _ = RunAsync(running.Token);
    }

    /// <summary>Disconnects and stays so.</summary>
    public async Task StopAsync()
    {
        if (running is null) return;
        await running.CancelAsync();
        running.Dispose();
        running = null;
        await hub.CloseAsync();
        Become(LinkState.Stopped, null);
    }

    /// <summary>Tries now instead of at the due time.</summary>
    public void TryNow() => hurry.TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => running?.Dispose();

    private async Task RunAsync(CancellationToken stop)
    {
        Become(LinkState.Connecting, null);
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            if (await ConnectAsync(stop)) failures = 0;
            if (stop.IsCancellationRequested) return;
            failures++;
            await WaitAsync(BackOff.After(failures, Random.Shared.NextDouble()), stop);
        }
    }

    // Returns when the connection has ended; true when there was one.
    private async Task<bool> ConnectAsync(CancellationToken stop)
    {
        try
        {
            var ended = await hub.OpenAsync(stop);
            if (Reload is not null) await Reload(stop);
            Become(LinkState.Connected, null);
            await ended.WaitAsync(stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception) // Boundary of the loop: whatever made the attempt fail, the next one is due, and the banner shows it.
        {
            await CloseAfterFailureAsync();
            return false;
        }
    }

    private async Task CloseAfterFailureAsync()
    {
        await hub.CloseAsync();
        if (CheckSession is not null) await CheckSession();
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken stop)
    {
        hurry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Become(LinkState.Waiting, time.GetUtcNow() + delay);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(Task.Delay(delay, time, either.Token), hurry.Task);
        await either.CancelAsync();
        NextAttempt = null;
        Changed?.Invoke();
    }

    private void Become(LinkState state, DateTimeOffset? nextAttempt)
    {
        State = state;
        NextAttempt = nextAttempt;
        DownSince = state == LinkState.Connected ? null : DownSince ?? time.GetUtcNow();
        Changed?.Invoke();
    }
}
