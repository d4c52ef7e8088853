using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>Reads a channel for as long as the service runs. The client library subscribes again by itself when a lost connection is back.</summary>
internal static partial class RedisFeed
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    public static async Task ReadAsync(
        IConnectionMultiplexer redis, RedisChannel channel, Action<RedisValue> take, TimeProvider clock, ILogger logger, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var queue = await redis.GetSubscriber().SubscribeAsync(channel);
                await foreach (var message in queue.WithCancellation(stoppingToken))
                    take(message.Message);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                LogWaiting(logger, channel.ToString(), exception.Message);
                // The refused attempt left a queue behind that would fill, unread, once Redis is there.
                redis.GetSubscriber().Unsubscribe(channel, flags: CommandFlags.FireAndForget);
            }
            await Task.Delay(RetryInterval, clock, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Waiting for Redis to subscribe to {Channel}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string channel, string reason);
}
