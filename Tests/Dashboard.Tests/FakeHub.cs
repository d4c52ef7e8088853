using Faultline.Contracts;
using Faultline.Dashboard.Live;

namespace Faultline.Dashboard.Tests;

/// <summary>A hub whose every attempt the test decides.</summary>
internal sealed class FakeHub : ILiveHub
{
    private TaskCompletionSource<Task> opening = new();
    private TaskCompletionSource attempted = new();
    private TaskCompletionSource ended = new();

    public event Action<LiveSnapshot>? Snapshot;

    public event Action<LiveReadings>? Readings;

    public event Action<AlarmTransition>? Alarm;

    public event Action<Prediction>? Prediction;

    public int Attempts { get; private set; }

    /// <summary>Completes when the next attempt begins.</summary>
    public Task Attempted => attempted.Task;

    public Task<Task> OpenAsync(CancellationToken cancellationToken)
    {
        Attempts++;
        opening = new TaskCompletionSource<Task>();
        var began = attempted;
        attempted = new TaskCompletionSource();
        began.SetResult();
        return opening.Task;
    }

    public Task CloseAsync() => Task.CompletedTask;

    public void Accept()
    {
        ended = new TaskCompletionSource();
        opening.SetResult(ended.Task);
    }

    public void Refuse() => opening.SetException(new InvalidOperationException("refused"));

    public void Drop() => ended.SetResult();

    public void Send(LiveSnapshot message) => Snapshot?.Invoke(message);

    public void Send(LiveReadings message) => Readings?.Invoke(message);

    public void Send(AlarmTransition message) => Alarm?.Invoke(message);

    public void Send(Prediction message) => Prediction?.Invoke(message);
}
