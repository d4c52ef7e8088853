namespace Faultline.AppHost.Embedded;

/// <summary>What the runners of one graph share.</summary>
internal sealed class GraphContext(DistributedApplicationBuilder builder, StatusBoard board, ConsoleOutput console, CancellationToken stopping)
{
    private readonly TaskCompletionSource<DistributedApplicationException> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DistributedApplicationBuilder Builder { get; } = builder;

    public StatusBoard Board { get; } = board;

    public ConsoleOutput Console { get; } = console;

    /// <summary>Ports given away in this run, whether anything listens on them yet or not.</summary>
    public HashSet<int> TakenPorts { get; } = [];

    /// <summary>AppHost was told to stop: whatever ends from now on is not started again, also where a Ctrl-C reached it directly.</summary>
    public CancellationToken Stopping { get; } = stopping;

    /// <summary>Completes when something happened that starting again cannot mend.</summary>
    public Task<DistributedApplicationException> Failed => _failed.Task;

    /// <summary>Ends the whole graph with this message.</summary>
    public void Fail(DistributedApplicationException fault) => _failed.TrySetResult(fault);

    /// <summary>Waits for one need of a resource.</summary>
    public Task WaitAsync(WaitAnnotation need, CancellationToken cancellationToken) => Board.WhenAsync(
        statuses => statuses.GetValueOrDefault(need.Resource.Name)?.State
            == (need.WaitType == WaitType.WaitForCompletion ? ResourceState.Finished : ResourceState.Healthy),
        cancellationToken);
}
