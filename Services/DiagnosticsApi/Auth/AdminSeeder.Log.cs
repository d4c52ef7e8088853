namespace Faultline.DiagnosticsApi.Auth;

internal sealed partial class AdminSeeder
{
    [LoggerMessage(LogLevel.Warning, "Faultline:AdminPassword is not set: no administrator is made.")]
    private partial void LogNoPassword();

    [LoggerMessage(LogLevel.Information, "User {User} has the configured password now.")]
    private partial void LogSeeded(string user);

    [LoggerMessage(LogLevel.Warning, "Waiting for the database to make the administrator: {Reason}")]
    private partial void LogWaiting(string reason);
}
