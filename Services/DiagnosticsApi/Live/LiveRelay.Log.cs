namespace Faultline.DiagnosticsApi.Live;

internal sealed partial class LiveRelay
{
    [LoggerMessage(LogLevel.Error, "A message on the channel {Channel} is not understood: {Reason}")]
    private partial void LogNotUnderstood(string channel, string reason);

    [LoggerMessage(LogLevel.Warning, "The live state cannot be read from the database: {Reason}")]
    private partial void LogFillFailed(string reason);
}
