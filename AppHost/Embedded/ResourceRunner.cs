using System.Data.Common;
using System.Net.Sockets;

namespace Faultline.AppHost.Embedded;

/// <summary>Runs one resource: waits for what it needs, starts it, watches its health, starts it again when it dies, stops it.</summary>
internal abstract class ResourceRunner(IResource resource, GraphContext context) : IDisposable
{
    private static readonly TimeSpan EagerPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan CalmPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping);
    private readonly HoldSwitch _hold = new();
    private Task _run = Task.CompletedTask;
    private int _restarts;

    public IResource Resource { get; } = resource;

    /// <summary>Whether exit code 0 means that it did its work.</summary>
    public bool RunsToCompletion { get; init; }

    /// <summary>What it waited for; it is stopped before them.</summary>
    public IEnumerable<WaitAnnotation> Needs => Resource.Annotations.OfType<WaitAnnotation>().Concat(ImplicitNeeds);

    /// <summary>Whether it is a process, which can be stopped and started by hand.</summary>
    public virtual bool HasProcess => true;

    /// <summary>What it wrote last.</summary>
    public OutputTail Output => Log.Tail;

    protected virtual IEnumerable<WaitAnnotation> ImplicitNeeds => [];

    protected GraphContext Context { get; } = context;

    protected ResourceLog Log { get; } = new(resource.Name, context.Builder.Data.Logs, context.Console);

    protected ChildProcess? Child { get; private set; }

    /// <summary>What may pass between the request to stop and SIGKILL.</summary>
    protected virtual TimeSpan Grace => TimeSpan.FromSeconds(2);

    /// <summary>Process that serves.</summary>
    protected virtual int? ServingPid => Child?.Id;

    public void Begin() => _run = RunAsync();

    /// <summary>Stops its process by hand, until <see cref="Resume"/>; false when it does not run.</summary>
    public async Task<bool> HoldAsync()
    {
        if (!HasProcess || Child is not { } child || !_hold.Hold()) return false;
        child.RequestStop();
        if (await Task.WhenAny(_hold.Reached, Task.Delay(Grace)) != _hold.Reached) Kill();
        await _hold.Reached.WaitAsync(_stopping.Token);
        return true;
    }

    /// <summary>Starts what was stopped by hand or has done its work; false when it runs.</summary>
    public bool Resume() => HasProcess && _hold.Release();

    /// <summary>Stops it and waits until its process is gone.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        if (Child is { } child)
        {
            child.RequestStop();
            if (await Task.WhenAny(_run, Task.Delay(Grace)) != _run) Kill();
        }

        await _run;
    }

    public void Dispose()
    {
        _stopping.Dispose();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the kind of resource holds.</summary>
    protected virtual void Dispose(bool disposing) => Log.Dispose();

    /// <summary>Starts the process; null for a resource without one of its own.</summary>
    protected abstract Task<ChildProcess?> StartAsync(CancellationToken cancellationToken);

    /// <summary>Null when healthy, else the reason why not.</summary>
    protected abstract Task<string?> CheckAsync(CancellationToken cancellationToken);

    protected virtual void Kill() => Child?.Kill();

    protected void Publish(ResourceState state, string? detail = null) => Context.Board.Publish(new(
        Resource.Name, state, state is ResourceState.Running or ResourceState.Healthy or ResourceState.Unhealthy ? ServingPid : null, _restarts,
        Resource.Annotations.OfType<EndpointAnnotation>().ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.Url),
        (Resource as IResourceWithConnectionString)?.ConnectionStringExpression.Value, detail));

    private async Task RunAsync()
    {
        try
        {
            Publish(ResourceState.Waiting);
            foreach (var need in Needs) await Context.WaitAsync(need, _stopping.Token);
            await RunUntilStoppedAsync();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // What did its work stays finished.
            if (!_hold.IsByItself) Publish(ResourceState.Stopped);
        }
        catch (DistributedApplicationException fault)
        {
            Context.Fail(fault);
        }
        catch (Exception fault)
        {
            // The loop's boundary: a fault that nobody foresaw ends the graph with its name instead of leaving it half alive.
            Context.Fail(new DistributedApplicationException($"{Resource.Name}: {fault}"));
        }
    }

    private async Task RunUntilStoppedAsync()
    {
        var backOff = new BackOff();
        while (true)
        {
            Publish(ResourceState.Starting);
            var begun = TimeProvider.System.GetTimestamp();
            var code = await RunOnceAsync();
            _stopping.Token.ThrowIfCancellationRequested();
            if (RunsToCompletion && code == 0 && !_hold.IsHeld) _hold.Hold(byItself: true);
            if (_hold.IsHeld)
            {
                Publish(_hold.IsByItself ? ResourceState.Finished : ResourceState.Stopped, _hold.IsByItself ? null : "stopped by hand");
                await _hold.ReleasedAsync(_stopping.Token);
                continue;
            }

            var pause = backOff.Next(TimeProvider.System.GetElapsedTime(begun));
            _restarts++;
            Publish(ResourceState.Restarting, $"exited with code {code}; starting again in {pause.TotalSeconds:0.#} s");
            await Task.Delay(pause, _stopping.Token);
        }
    }

    private async Task<int> RunOnceAsync()
    {
        using var child = await StartAsync(_stopping.Token);
        Child = child;
        // Told to stop while the process was being made: the one who told has not seen it.
        if (_stopping.IsCancellationRequested) child?.RequestStop();
        Publish(ResourceState.Running);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var watch = WatchHealthAsync(watching.Token);
        var code = child is null ? await NeverAsync() : await child.ExitAsync();
        await watching.CancelAsync();
        await watch;
        Child = null;
        return code;
    }

    private async Task<int> NeverAsync()
    {
        await Task.Delay(Timeout.Infinite, _stopping.Token);
        return 0;
    }

    private async Task WatchHealthAsync(CancellationToken cancellationToken)
    {
        if (RunsToCompletion) return;
        var wasHealthy = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            var reason = await CheckSafelyAsync(cancellationToken);
            if (cancellationToken.IsCancellationRequested) return;
            if (reason is null) Publish(ResourceState.Healthy);
            else Publish(wasHealthy ? ResourceState.Unhealthy : ResourceState.Running, reason);
            wasHealthy |= reason is null;
            await Task.Delay(reason is null ? CalmPoll : EagerPoll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> CheckSafelyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CheckTimeout);
        try
        {
            return await CheckAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {CheckTimeout.TotalSeconds} s";
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or DbException)
        {
            return fault.Message;
        }
    }
}
