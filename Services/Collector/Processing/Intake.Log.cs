namespace Faultline.Collector.Processing;

internal sealed partial class Intake
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "The spool cannot be written; readings are lost until it can")]
    private partial void LogSpoolFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The spool can be written again")]
    private partial void LogSpoolRecovered();
}
