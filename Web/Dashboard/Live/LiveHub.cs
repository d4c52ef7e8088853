using Faultline.Contracts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Faultline.Dashboard.Live;

/// <summary>The hub /hubs/live over a WebSocket; the session cookie goes with it.</summary>
public sealed class LiveHub : ILiveHub, IAsyncDisposable
{
    private readonly HubConnection connection;
    private TaskCompletionSource ended = new();

    /// <summary>Prepares the connection; nothing is sent yet.</summary>
    public LiveHub(NavigationManager navigation)
    {
        ArgumentNullException.ThrowIfNull(navigation);
        connection = new HubConnectionBuilder()
            .WithUrl(navigation.ToAbsoluteUri("hubs/live"), options =>
            {
                // Without negotiation a connection is one request, so that replicas of the API need no sticky sessions.
                options.SkipNegotiation = true;
                options.Transports = HttpTransportType.WebSockets;
            })
            .AddJsonProtocol(json => FaultlineJson.Apply(json.PayloadSerializerOptions))
            .Build();
        connection.On<LiveSnapshot>("snapshot", message => Snapshot?.Invoke(message));
        connection.On<LiveReadings>("readings", message => Readings?.Invoke(message));
        connection.On<AlarmTransition>("alarm", message => Alarm?.Invoke(message));
        connection.On<Prediction>("prediction", message => Prediction?.Invoke(message));
        connection.Closed += _ =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <inheritdoc/>
    public event Action<LiveSnapshot>? Snapshot;

    /// <inheritdoc/>
    public event Action<LiveReadings>? Readings;

    /// <inheritdoc/>
    public event Action<AlarmTransition>? Alarm;

    /// <inheritdoc/>
    public event Action<Prediction>? Prediction;

    /// <inheritdoc/>
    public async Task<Task> OpenAsync(CancellationToken cancellationToken)
    {
        ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await connection.StartAsync(cancellationToken);
        await connection.InvokeAsync("SubscribeAll", cancellationToken);
        return ended.Task;
    }

    /// <inheritdoc/>
    public Task CloseAsync() => connection.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
