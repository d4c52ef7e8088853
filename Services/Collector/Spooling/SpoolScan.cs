namespace Faultline.Collector.Spooling;

/// <summary>What stands at a place of a segment.</summary>
internal enum SpoolScan
{
    /// <summary>A whole record.</summary>
    Done,

    /// <summary>The beginning of one.</summary>
    NeedMoreData,

    /// <summary>No record, or a damaged one.</summary>
    Invalid,
}
