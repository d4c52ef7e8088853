namespace Faultline.Scorer.Models;

internal sealed partial class ModelSync
{
    [LoggerMessage(LogLevel.Information, "Revision {Revision} of the models' roles is in service: {Version}.")]
    private partial void LogSwapped(long revision, string version);

    [LoggerMessage(LogLevel.Error, "Revision {Revision} of the models' roles cannot be taken into service; the former one stays: {Reason}")]
    private partial void LogRefused(long revision, string reason);

    [LoggerMessage(LogLevel.Warning, "{Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Debug, "Waiting for Redis to hear of changed roles: {Reason}")]
    private partial void LogNoRedis(string reason);
}
