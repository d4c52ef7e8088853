namespace Faultline.Schema;

internal sealed partial class MigrationRun
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "ConnectionStrings__{Name} is not set: the database is unknown")]
    private partial void LogNoConnectionString(string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the database: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The schema could not be brought up to date: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped before the schema was up to date")]
    private partial void LogStopped();
}
