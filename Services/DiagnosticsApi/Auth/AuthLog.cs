namespace Faultline.DiagnosticsApi.Auth;

/// <summary>Log messages about signing in; never a password.</summary>
internal static partial class AuthLog
{
    [LoggerMessage(LogLevel.Warning, "Sign-in of {User} from {Address} was refused.")]
    public static partial void Refused(ILogger logger, string user, string address);

    [LoggerMessage(LogLevel.Warning, "Sign-in of {User} from {Address} was refused unread: too many failures.")]
    public static partial void Throttled(ILogger logger, string user, string address);
}
