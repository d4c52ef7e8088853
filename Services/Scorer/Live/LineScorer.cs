using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Faultline.Contracts;
using Faultline.TimeSeries;
using StackExchange.Redis;

namespace Faultline.Scorer.Live;

/// <summary>Follows the live line: runs a pipeline for each registered system whose shard this replica holds, and feeds them from Redis.</summary>
internal sealed partial class LineScorer(
    ShardKeeper shards, SystemRegistry registry, PipelineFactory factory, IConnectionMultiplexer redis, ScorerMetrics metrics, TimeProvider clock,
    ILogger<LineScorer> logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<SystemId, RunningPipeline> running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.ObserveQueues(QueueLengths);
        try
        {
            await Task.WhenAll(FollowAsync(stoppingToken), ListenAsync(stoppingToken));
        }
        finally
        {
            foreach (var pipeline in running.Values)
                await pipeline.StopAsync();
            await shards.ReleaseAsync();
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(shards.RenewInterval < TimeSpan.FromSeconds(1) ? shards.RenewInterval : TimeSpan.FromSeconds(1), clock);
        do
        {
            try
            {
                await shards.RenewAsync(stoppingToken);
                await AdjustAsync(await registry.ListAsync(stoppingToken), stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or StorageException)
            {
                LogAway(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AdjustAsync(IReadOnlyList<SystemDefinition> systems, CancellationToken stoppingToken)
    {
        foreach (var (id, pipeline) in running)
        {
            var current = systems.FirstOrDefault(system => system.Id == id);
            if (current is not null && shards.Holds(id) && pipeline.IsRunning && SameAs(current, pipeline.System))
                continue;
            running.TryRemove(id, out _);
            await pipeline.StopAsync();
            LogStopped(id);
        }
        foreach (var system in systems.Where(system => shards.Holds(system.Id) && !running.ContainsKey(system.Id)))
            Start(system, stoppingToken);
    }

    private void Start(SystemDefinition system, CancellationToken stoppingToken)
    {
        try
        {
            running[system.Id] = RunningPipeline.Start(factory.Create(system), logger, stoppingToken);
        }
        catch (ArgumentException exception)
        {
            LogUnusable(system.Id, exception.Message);
        }
    }

    private static bool SameAs(SystemDefinition a, SystemDefinition b) =>
        a.Number == b.Number && a.CycleDuration == b.CycleDuration && a.Sensors.SequenceEqual(b.Sensors);

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Pattern(Channels.AllReadings));
                await foreach (var message in queue.WithCancellation(stoppingToken))
                    Dispatch(message.Message);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                LogNoRedis(exception.Message);
                // A refused subscription stays in the client with its queue, which nobody would ever read.
                redis.GetSubscriber().Unsubscribe(RedisChannel.Pattern(Channels.AllReadings), flags: CommandFlags.FireAndForget);
            }
            await Task.Delay(RetryInterval, clock, stoppingToken);
        }
    }

    private void Dispatch(RedisValue message)
    {
        try
        {
            var batch = ReadingFrame.Decode(((ReadOnlyMemory<byte>)message).Span);
            if (running.TryGetValue(batch.System, out var pipeline))
                pipeline.Offer(batch);
        }
        catch (FrameException exception)
        {
            LogNotUnderstood(exception.Message);
        }
    }

    private IEnumerable<Measurement<int>> QueueLengths() => running.Values.SelectMany(pipeline => pipeline.QueueLengths());
}
