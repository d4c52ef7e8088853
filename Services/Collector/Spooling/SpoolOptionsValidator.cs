using Microsoft.Extensions.Options;

namespace Faultline.Collector.Spooling;

internal sealed class SpoolOptionsValidator : IValidateOptions<SpoolOptions>
{
    private const int SmallestSegment = 64 << 10;
    private const int LargestSegment = 1 << 30;

    public ValidateOptionsResult Validate(string? name, SpoolOptions options)
    {
        List<string> faults = [];
        if (!Path.IsPathFullyQualified(options.Folder))
            faults.Add($"Spool:Folder '{options.Folder}' is no absolute path (Faultline:SpoolFolder sets it).");
        if (options.SegmentBytes is < SmallestSegment or > LargestSegment)
            faults.Add($"Spool:SegmentBytes is {options.SegmentBytes}; {SmallestSegment} to {LargestSegment} are accepted.");
        if (options.MaximumBytes < 2L * options.SegmentBytes)
            faults.Add($"Spool:MaximumBytes is {options.MaximumBytes}; at least two segments ({2L * options.SegmentBytes}) are needed.");
        if (options.FlushInterval < TimeSpan.FromMilliseconds(10) || options.FlushInterval > TimeSpan.FromHours(1))
            faults.Add($"Spool:FlushInterval is {options.FlushInterval}; 00:00:00.01 to 01:00:00 are accepted.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
