namespace Faultline.DiagnosticsApi.Live;

internal sealed partial class LiveClients
{
    [LoggerMessage(LogLevel.Warning, "Live client {ConnectionId} left {Count} alarms unread and is cut off.")]
    private partial void LogTooSlow(string connectionId, int count);

    [LoggerMessage(LogLevel.Debug, "Live client {ConnectionId} is gone.")]
    private partial void LogEnded(string connectionId);

    [LoggerMessage(LogLevel.Warning, "Sending to live client {ConnectionId} failed.")]
    private partial void LogFailed(string connectionId, Exception exception);
}
