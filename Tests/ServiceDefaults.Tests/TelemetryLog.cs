using Microsoft.Extensions.Logging;

namespace Faultline.ServiceDefaults.Tests;

internal static partial class TelemetryLog
{
    [LoggerMessage(LogLevel.Information, "The end of {System} was reached")]
    public static partial void LogReached(this ILogger logger, string system);
}
