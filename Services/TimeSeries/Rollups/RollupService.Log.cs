using Microsoft.Extensions.Logging;

namespace Faultline.TimeSeries;

public sealed partial class RollupService
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Rollups computed: {Minutes} minutes, {Hours} hours")]
    private partial void LogPass(int minutes, int hours);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rollups failed, again in {Interval}: {Reason}")]
    private partial void LogFailed(string reason, TimeSpan interval);
}
