namespace Faultline.DiagnosticsApi.Alarms;

/// <summary>Log messages about alarms.</summary>
internal static partial class AlarmLog
{
    [LoggerMessage(LogLevel.Information, "Alarm {Id} was acknowledged by {User}: {Comment}")]
    public static partial void Acknowledged(ILogger logger, Guid id, string user, string comment);
}
