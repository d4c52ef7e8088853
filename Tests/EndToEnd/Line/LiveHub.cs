using System.Collections.Concurrent;
using System.Text.Json;
using Faultline.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Faultline.EndToEnd.Line;

/// <summary>A client of the live hub that remembers what came and lets a test await what it expects.</summary>
public sealed class LiveHub : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly Lock gate = new();
    private readonly List<(Received What, object Value)> received = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveHub(HubConnection connection) => this.connection = connection;

    private enum Received
    {
        Alarm,
        Prediction,
    }

    /// <summary>Called at once with each alarm transition and the moment of its arrival.</summary>
    public ConcurrentBag<Action<AlarmTransition, DateTimeOffset>> AlarmArrived { get; } = [];

    /// <summary>Connects through the gateway and subscribes to every system.</summary>
    public static async Task<LiveHub> ConnectAsync(Uri gateway, string token, CancellationToken cancellationToken)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(gateway, "/hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult<string?>(token))
            .AddJsonProtocol(options => FaultlineJson.Apply(options.PayloadSerializerOptions))
            .WithAutomaticReconnect(new AlwaysRetry())
            .Build();
        var hub = new LiveHub(connection);
        connection.On<JsonElement>("alarm", element => hub.Add(Received.Alarm, element.Deserialize<AlarmTransition>(FaultlineJson.Options)!));
        connection.On<JsonElement>("prediction", element => hub.Add(Received.Prediction, element.Deserialize<Prediction>(FaultlineJson.Options)!));
        connection.On<JsonElement>("snapshot", hub.AddSnapshot);
        connection.Reconnected += _ => connection.InvokeAsync("SubscribeAll", CancellationToken.None);
        await connection.StartAsync(cancellationToken);
        await connection.InvokeAsync("SubscribeAll", cancellationToken);
        return hub;
    }

    /// <summary>The first alarm transition, past or coming, that <paramref name="expected"/> accepts.</summary>
    public Task<AlarmTransition> AlarmAsync(Func<AlarmTransition, bool> expected, TimeSpan timeout) => FirstAsync(expected, timeout);

    /// <summary>The first prediction, past or coming, that <paramref name="expected"/> accepts.</summary>
    public Task<Prediction> PredictionAsync(Func<Prediction, bool> expected, TimeSpan timeout) => FirstAsync(expected, timeout);

    /// <summary>Everything of one kind so far.</summary>
    public IReadOnlyList<T> Seen<T>()
    {
        lock (gate)
            return [.. received.Select(entry => entry.Value).OfType<T>()];
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<T> FirstAsync<T>(Func<T, bool> expected, TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout);
        while (true)
        {
            Task next;
            lock (gate)
            {
                foreach (var (_, value) in received)
                {
                    if (value is T candidate && expected(candidate))
                        return candidate;
                }
                next = changed.Task;
            }
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                var others = Seen<T>();
                var last = others.Count == 0 ? "none" : $"{others[^1]}";
                throw new TimeoutException($"No {typeof(T).Name} as expected within {timeout}; {others.Count} others came, the last: {last}");
            }
        }
    }

    private void AddSnapshot(JsonElement snapshot)
    {
        foreach (var alarm in snapshot.GetProperty("active_alarms").Deserialize<Alarm[]>(FaultlineJson.Options)!)
            Add(Received.Alarm, new AlarmTransition(0, AlarmEvent.Raised, alarm.RaisedAt, alarm));
    }

    private void Add(Received what, object value)
    {
        var at = TimeProvider.System.GetUtcNow();
        if (value is AlarmTransition { TransitionId: > 0 } transition)
        {
            foreach (var handler in AlarmArrived)
                handler(transition, at);
        }
        TaskCompletionSource wake;
        lock (gate)
        {
            received.Add((what, value));
            wake = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        wake.SetResult();
    }

    private sealed class AlwaysRetry : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(500);
    }
}
