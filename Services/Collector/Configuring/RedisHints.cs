using StackExchange.Redis;

namespace Faultline.Collector.Configuring;

/// <summary>Wakes a loop when something is published on a channel. Only a hint: whoever waits looks again after a while anyway.</summary>
internal abstract partial class RedisHints(IConnectionMultiplexer redis, string channel, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private readonly WakeSignal signal = new();

    /// <summary>Waits for a hint, at most for <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => signal.WaitAsync(longest, clock, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var queue = await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel));
                await foreach (var _ in queue.WithCancellation(stoppingToken))
                    signal.Set();
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                LogWaiting(channel, exception.Message);
            }
            await Task.Delay(RetryInterval, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Waiting for Redis to subscribe to {Channel}: {Reason}")]
    private partial void LogWaiting(string channel, string reason);
}
