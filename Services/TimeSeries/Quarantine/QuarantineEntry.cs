using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A rejected reading as stored.</summary>
/// <param name="Id">Number given on storage, rising.</param>
/// <param name="Reading">The rejected reading.</param>
public sealed record QuarantineEntry(long Id, QuarantinedReading Reading)
{
    /// <summary>What was decided about it.</summary>
    public QuarantineState State { get; init; }

    /// <summary>When; null while it is held.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>By whom; null while it is held.</summary>
    public string? DecidedBy { get; init; }
}
