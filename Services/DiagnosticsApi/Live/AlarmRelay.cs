using System.Text.Json;
using Faultline.Contracts;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>
/// Brings stored alarm transitions to the hub's clients: over Redis within a millisecond, and from the database once a second, so that one
/// that Redis lost is late but never missing. Doubles are dropped by <see cref="AlarmFeed"/>.
/// </summary>
internal sealed partial class AlarmRelay(AlarmStore store, IConnectionMultiplexer redis, LiveClients clients, TimeProvider clock, ILogger<AlarmRelay> logger)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private readonly AlarmFeed feed = new(clock);

    /// <summary>Passes a transition on, unless that was done before.</summary>
    public void Deliver(AlarmTransition transition)
    {
        if (feed.Accept(transition))
            clients.Announce(transition);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(RedisFeed.ReadAsync(redis, RedisChannel.Literal(Channels.Alarms), OnMessage, clock, logger, stoppingToken), PollAsync(stoppingToken));

    private void OnMessage(RedisValue message)
    {
        try
        {
            if (JsonSerializer.Deserialize<AlarmTransition>(((ReadOnlyMemory<byte>)message).Span, FaultlineJson.Options) is { } transition)
                Deliver(transition);
        }
        catch (JsonException exception)
        {
            LogNotUnderstood(exception.Message);
        }
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PollInterval, clock);
        do
        {
            try
            {
                await ReadStoredAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The loop's boundary: the next turn asks again for everything that is missing.
                LogPollFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadStoredAsync(CancellationToken stoppingToken)
    {
        if (!feed.IsStarted)
        {
            // What happened before this start is in every snapshot.
            feed.Start(await store.LastTransitionIdAsync(stoppingToken));
            return;
        }
        var after = feed.ReadAfter();
        while (await store.TransitionsAfterAsync(after, stoppingToken) is { Count: > 0 } page)
        {
            foreach (var transition in page)
                Deliver(transition);
            after = page[^1].TransitionId;
        }
    }
}
