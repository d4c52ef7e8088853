namespace Faultline.Collector.Publishing;

internal sealed partial class RedisPublisher
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis takes no readings; they go to the database only: {Reason}")]
    private partial void LogNotPublishing(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Redis takes readings again")]
    private partial void LogPublishing();
}
