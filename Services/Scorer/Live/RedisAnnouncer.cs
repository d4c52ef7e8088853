using System.Text.Json;
using Faultline.Contracts;
using StackExchange.Redis;

namespace Faultline.Scorer.Live;

/// <summary>Announces over Redis pub/sub.</summary>
internal sealed partial class RedisAnnouncer(IConnectionMultiplexer redis, ILogger<RedisAnnouncer> logger) : IAnnouncer
{
    private static readonly RedisChannel Alarms = RedisChannel.Literal(Channels.Alarms);
    private static readonly RedisChannel Predictions = RedisChannel.Literal(Channels.Predictions);

    public Task AnnounceAsync(AlarmTransition transition) => PublishAsync(Alarms, JsonSerializer.SerializeToUtf8Bytes(transition, FaultlineJson.Options));

    public Task AnnounceAsync(Prediction prediction) => PublishAsync(Predictions, JsonSerializer.SerializeToUtf8Bytes(prediction, FaultlineJson.Options));

    private async Task PublishAsync(RedisChannel channel, byte[] message)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(channel, message);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogNotAnnounced(channel.ToString(), exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Not announced on {Channel}: {Reason}")]
    private partial void LogNotAnnounced(string channel, string reason);
}
