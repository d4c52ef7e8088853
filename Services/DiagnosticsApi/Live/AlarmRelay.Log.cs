namespace Faultline.DiagnosticsApi.Live;

internal sealed partial class AlarmRelay
{
    [LoggerMessage(LogLevel.Error, "A message on the channel of alarms is not understood: {Reason}")]
    private partial void LogNotUnderstood(string reason);

    [LoggerMessage(LogLevel.Warning, "Alarm transitions cannot be read from the database: {Reason}")]
    private partial void LogPollFailed(string reason);
}
