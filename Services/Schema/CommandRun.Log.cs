namespace Faultline.Schema;

internal sealed partial class CommandRun
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "ConnectionStrings__{Name} is not set: the database is unknown")]
    private partial void LogNoConnectionString(string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The database could not be brought to what was asked: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped before it was done")]
    private partial void LogStopped();
}
