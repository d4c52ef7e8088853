using System.Diagnostics;
using System.Threading.Channels;
using Faultline.Collector.Spooling;
using Faultline.Contracts;
using StackExchange.Redis;

namespace Faultline.Collector.Publishing;

/// <summary>
/// Publishes frames to <c>readings.{shard}</c> in the order of polling. At most <see cref="Waiting"/> frames wait (the oldest is dropped for a new one) and
/// <see cref="InFlight"/> are unanswered, so a Redis that hangs holds up nobody and takes bounded memory.
/// </summary>
internal sealed partial class RedisPublisher : BackgroundService, IReadingPublisher
{
    // Two seconds of three machines at 20 ms; older frames are no news any more.
    private const int Waiting = 300;

    // At 0.1 ms a round trip this is some 300,000 frames a second: never the limit of a Redis that answers.
    private const int InFlight = 32;

    private static readonly ActivitySource Source = new(CollectorMetrics.MeterName);

    private readonly IConnectionMultiplexer redis;
    private readonly CollectorMetrics metrics;
    private readonly ILogger<RedisPublisher> logger;
    private readonly Channel<SpooledBatch> queue;
    private readonly SemaphoreSlim free = new(InFlight);
    private int failing;

    public RedisPublisher(IConnectionMultiplexer redis, CollectorMetrics metrics, ILogger<RedisPublisher> logger)
    {
        (this.redis, this.metrics, this.logger) = (redis, metrics, logger);
        queue = Channel.CreateBounded<SpooledBatch>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => metrics.PublishFailed());
    }

    public void Publish(SpooledBatch batch) => queue.Writer.TryWrite(batch);

    public override void Dispose()
    {
        free.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var subscriber = redis.GetSubscriber();
        var channels = Enumerable.Range(0, SystemId.ShardCount).Select(shard => RedisChannel.Literal(Channels.Readings(shard))).ToArray();
        await foreach (var batch in queue.Reader.ReadAllAsync(stoppingToken))
        {
            await free.WaitAsync(stoppingToken);
            _ = SendAsync(subscriber, channels[batch.System.Shard], batch);
        }
    }

    private async Task SendAsync(ISubscriber subscriber, RedisChannel channel, SpooledBatch batch)
    {
        using var span = Span(batch);
        try
        {
            // Asked first: an exception for each of 150 frames a second would cost more than the polling.
            if (!redis.IsConnected)
            {
                Failed("it is not connected");
                return;
            }
            await subscriber.PublishAsync(channel, batch.Frame);
            metrics.Published();
            if (Interlocked.Exchange(ref failing, 0) == 1)
                LogPublishing();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            Failed(exception.Message);
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Null for a batch that is not traced; only of one that is the collector's name is read from the frame.</summary>
    private static Activity? Span(SpooledBatch batch) => ReadingTrace.IsTraced(batch.Sequence)
        ? ReadingTrace.Start(Source, "publish readings", ActivityKind.Producer, ReadingFrame.Decode(batch.Frame.Span).Collector, batch.System, batch.Sequence)
        : null;

    private void Failed(string reason)
    {
        metrics.PublishFailed();
        if (Interlocked.Exchange(ref failing, 1) == 0)
            LogNotPublishing(reason);
    }
}
