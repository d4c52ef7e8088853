using System.Threading.Channels;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Live;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Faultline.DiagnosticsApi.Tests.Running;

/// <summary>A SignalR client of the live hub that keeps what it gets, each kind in its order.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HubConnection connection;
    private readonly Channel<LiveSnapshot> snapshots = Channel.CreateUnbounded<LiveSnapshot>();
    private readonly Channel<AlarmTransition> alarms = Channel.CreateUnbounded<AlarmTransition>();
    private readonly Channel<Prediction> predictions = Channel.CreateUnbounded<Prediction>();
    private readonly Channel<ReadingsUpdate> readings = Channel.CreateUnbounded<ReadingsUpdate>();
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HubClient(HubConnection connection)
    {
        this.connection = connection;
        connection.On<LiveSnapshot>("snapshot", message => snapshots.Writer.TryWrite(message));
        connection.On<AlarmTransition>("alarm", message => alarms.Writer.TryWrite(message));
        connection.On<Prediction>("prediction", message => predictions.Writer.TryWrite(message));
        connection.On<ReadingsUpdate>("readings", message => readings.Writer.TryWrite(message));
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Connects with a token in the header, or nobody's connection with null.</summary>
    public static async Task<HubClient> ConnectAsync(Uri api, string? token)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(api, "/hubs/live"), options => options.AccessTokenProvider = () => Task.FromResult(token))
            .AddJsonProtocol(options => FaultlineJson.Apply(options.PayloadSerializerOptions))
            .Build();
        var client = new HubClient(connection);
        try
        {
            await connection.StartAsync().WaitAsync(Patience);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public Task SubscribeAsync(string system) => connection.InvokeAsync("Subscribe", system).WaitAsync(Patience);

    public Task SubscribeAllAsync() => connection.InvokeAsync("SubscribeAll").WaitAsync(Patience);

    public Task UnsubscribeAsync(string system) => connection.InvokeAsync("Unsubscribe", system).WaitAsync(Patience);

    public Task UnsubscribeAllAsync() => connection.InvokeAsync("UnsubscribeAll").WaitAsync(Patience);

    public Task<LiveSnapshot> SnapshotAsync() => snapshots.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task<AlarmTransition> AlarmAsync() => alarms.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task<Prediction> PredictionAsync() => predictions.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task<ReadingsUpdate> ReadingsAsync() => readings.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Messages of readings that came and were not taken.</summary>
    public int WaitingReadings => readings.Reader.Count;

    public int WaitingAlarms => alarms.Reader.Count;

    /// <summary>Completes when the server ended the connection.</summary>
    public Task ClosedAsync() => closed.Task.WaitAsync(Patience);

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
