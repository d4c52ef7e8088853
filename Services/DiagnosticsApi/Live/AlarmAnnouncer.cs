using System.Text.Json;
using Faultline.Contracts;
using StackExchange.Redis;

namespace Faultline.DiagnosticsApi.Live;

/// <summary>Tells the other replicas of a stored transition; when Redis is away they find it in the database within a second.</summary>
internal sealed partial class AlarmAnnouncer(IConnectionMultiplexer redis, AlarmRelay relay, ILogger<AlarmAnnouncer> logger)
{
    private static readonly RedisChannel Channel = RedisChannel.Literal(Channels.Alarms);

    public async Task AnnounceAsync(AlarmTransition transition)
    {
        relay.Deliver(transition);
        try
        {
            await redis.GetSubscriber().PublishAsync(Channel, JsonSerializer.SerializeToUtf8Bytes(transition, FaultlineJson.Options));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogNotAnnounced(transition.TransitionId, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Transition {Id} could not be announced over Redis: {Reason}")]
    private partial void LogNotAnnounced(long id, string reason);
}
