using Microsoft.Extensions.Logging;

namespace Faultline.TimeSeries;

public sealed partial class SchemaMigrator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The schema is up to date in depth {Depth}; {Count} migrations were applied now")]
    private partial void LogDone(StorageDepth depth, int count);
}
