using System.Diagnostics;
using System.Text.Json;
using Faultline.Contracts;
using Faultline.DiagnosticsApi.Systems;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>
/// Keeps <see cref="LiveState"/> up to date: from Redis, and while a system is silent there (Redis away, or this service just started) from the
/// database once a second.
/// </summary>
internal sealed partial class LiveRelay(
    LiveState state, PlantDirectory plant, ReadingQuery readings, PredictionStore predictions, IConnectionMultiplexer redis, TimeProvider clock,
    ILogger<LiveRelay> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private long lastPrediction = clock.GetTimestamp();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<SystemId, long> heard = new();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RedisFeed.ReadAsync(redis, RedisChannel.Pattern(Channels.AllReadings), OnReadings, clock, logger, stoppingToken),
        RedisFeed.ReadAsync(redis, RedisChannel.Literal(Channels.Predictions), OnPrediction, clock, logger, stoppingToken),
        FillAsync(stoppingToken));

    private void OnReadings(RedisValue message)
    {
        try
        {
            var batch = ReadingFrame.Decode(((ReadOnlyMemory<byte>)message).Span);
            heard[batch.System] = clock.GetTimestamp();
            using var span = ReadingTrace.Start(LiveTrace.Source, "relay readings", ActivityKind.Consumer, batch.Collector, batch.System, batch.Sequence);
            state.Find(batch.System)?.Take(batch.Readings, span is null ? null : batch);
        }
        catch (FrameException exception)
        {
            LogNotUnderstood(Channels.AllReadings, exception.Message);
        }
    }

    private void OnPrediction(RedisValue message)
    {
        try
        {
            if (JsonSerializer.Deserialize<Prediction>(((ReadOnlyMemory<byte>)message).Span, FaultlineJson.Options) is not { } prediction)
                return;
            lastPrediction = clock.GetTimestamp();
            state.Find(prediction.SystemId)?.Take(prediction);
        }
        catch (JsonException exception)
        {
            LogNotUnderstood(Channels.Predictions, exception.Message);
        }
    }

    private async Task FillAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                foreach (var system in await plant.ListAsync(stoppingToken))
                    await FillAsync(state.Ensure(system), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The loop's boundary: the next turn tries again.
                LogFillFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task FillAsync(LiveSystem system, CancellationToken stoppingToken)
    {
        if (!heard.TryGetValue(system.Id, out var at) || clock.GetElapsedTime(at) > Silence)
            system.Take(await readings.LatestAsync(system.Id, stoppingToken));
        if ((system.Prediction is null || clock.GetElapsedTime(lastPrediction) > Silence)
            && await predictions.LatestAsync(system.Id, PredictionSource.Live, stoppingToken) is { } prediction)
            system.Take(prediction);
    }
}
