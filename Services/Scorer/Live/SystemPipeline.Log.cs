using Faultline.Contracts;

namespace Faultline.Scorer.Live;

internal sealed partial class SystemPipeline
{
    [LoggerMessage(LogLevel.Information, "{System}: processing from {Position:O}.")]
    private partial void LogStarted(SystemId system, DateTimeOffset position);

    [LoggerMessage(LogLevel.Warning, "{System}: the checkpoint {Checkpoint:O} is too old; readings before {Oldest:O} raise no alarms.")]
    private partial void LogTooOld(SystemId system, DateTimeOffset checkpoint, DateTimeOffset oldest);

    [LoggerMessage(LogLevel.Information, "{System}: {Count} readings fetched from the database ({Reason}).")]
    private partial void LogCaughtUp(SystemId system, int count, string reason);

    [LoggerMessage(LogLevel.Error, "{System}: batches {First} to {Last} of {Collector} were not stored in time; the gap is left open.")]
    private partial void LogHole(SystemId system, string collector, long first, long last);

    [LoggerMessage(LogLevel.Information, "{System}: scoring; the machine's seconds begin {Offset:0.00} of a bin after ours.")]
    private partial void LogScoring(SystemId system, double offset);

    [LoggerMessage(LogLevel.Information, "{System}: not scoring, {Reason}.")]
    private partial void LogNotScoring(SystemId system, string reason);
}
