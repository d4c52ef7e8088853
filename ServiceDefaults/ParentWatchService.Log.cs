using Microsoft.Extensions.Logging;

namespace Faultline.ServiceDefaults;

internal sealed partial class ParentWatchService
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The parent process {Parent} is gone; stopping")]
    private partial void LogParentGone(int parent);
}
