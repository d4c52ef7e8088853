using Faultline.Contracts;

namespace Faultline.Collector.Storing;

internal sealed partial class StoreService
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Readings cannot be stored and stay in the spool")]
    private partial void LogNotStoring(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Readings are stored again")]
    private partial void LogStoring();

    [LoggerMessage(Level = LogLevel.Error, Message = "Batches {First} to {Last} of {System} by {Collector} are lost; stored as empty ones")]
    private partial void LogGap(string collector, SystemId system, long first, long last);

    [LoggerMessage(Level = LogLevel.Error, Message = "System {System} cannot be registered: {Reason}")]
    private partial void LogMisfit(SystemId system, string reason);
}
