using Faultline.Contracts;

namespace Faultline.Scorer.Live;

internal sealed partial class LineScorer
{
    [LoggerMessage(LogLevel.Warning, "Leases and systems cannot be read: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Information, "{System}: stopped here.")]
    private partial void LogStopped(SystemId system);

    [LoggerMessage(LogLevel.Error, "{System} cannot be processed: {Reason}")]
    private partial void LogUnusable(SystemId system, string reason);

    [LoggerMessage(LogLevel.Debug, "Waiting for Redis to subscribe to readings: {Reason}")]
    private partial void LogNoRedis(string reason);

    [LoggerMessage(LogLevel.Error, "A message on the channels of readings is no frame: {Reason}")]
    private partial void LogNotUnderstood(string reason);
}
