namespace Faultline.Collector.Spooling;

internal sealed partial class Spool
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Spool {Folder} of {Collector} holds {Bytes} bytes")]
    private partial void LogOpened(string folder, string collector, long bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} ended with {Torn} bytes of an unfinished record; cut to {Whole} bytes")]
    private partial void LogTorn(string path, long torn, long whole);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} does not tell the last numbers of {Old}; new streams begin as {Collector}")]
    private partial void LogNewStreams(string path, string old, string collector);

    [LoggerMessage(Level = LogLevel.Error, Message = "Spool is full: segment {Segment} ({Bytes} bytes) is dropped before it was stored; the bound is {Maximum} bytes")]
    private partial void LogDropped(int segment, long bytes, long maximum);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} is damaged at byte {Offset}; {Bytes} bytes are lost")]
    private partial void LogDamaged(string path, long offset, long bytes);
}
