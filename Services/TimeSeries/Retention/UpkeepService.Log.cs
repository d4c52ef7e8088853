using Microsoft.Extensions.Logging;

namespace Faultline.TimeSeries;

public sealed partial class UpkeepService
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Retention dropped {Days} days of readings and {Rows} rows of other tables")]
    private partial void LogExpired(int days, long rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Retention failed, again in {Interval}: {Reason}")]
    private partial void LogFailed(string reason, TimeSpan interval);
}
