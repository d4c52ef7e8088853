namespace Faultline.AppHost.Embedded;

/// <summary>Whether a resource is kept from being started again: since a user stopped it, or since it did its work.</summary>
internal sealed class HoldSwitch
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _released;
    private TaskCompletionSource _reached = NewSignal();

    public bool IsHeld
    {
        get
        {
            lock (_gate) return _released is not null;
        }
    }

    /// <summary>It did its work; nobody stopped it.</summary>
    public bool IsByItself { get; private set; }

    /// <summary>Completes once the process is gone.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Holds it; false when it is held already.</summary>
    public bool Hold(bool byItself = false)
    {
        lock (_gate)
        {
            if (_released is not null) return false;
            (_released, IsByItself) = (NewSignal(), byItself);
            return true;
        }
    }

    /// <summary>Lets it start again; false when it is not held.</summary>
    public bool Release()
    {
        lock (_gate)
        {
            if (_released is not { } released) return false;
            (_released, _reached, IsByItself) = (null, NewSignal(), false);
            return released.TrySetResult();
        }
    }

    /// <summary>Tells that the process is gone, and waits for <see cref="Release"/>.</summary>
    public async Task ReleasedAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource? released;
        lock (_gate)
        {
            released = _released;
            _reached.TrySetResult();
        }

        if (released is not null) await released.Task.WaitAsync(cancellationToken);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
