using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A rejected reading as stored.</summary>
/// <param name="Id">Number given on storage, rising.</param>
/// <param name="Reading">The rejected reading.</param>
public sealed record QuarantineEntry(long Id, QuarantinedReading Reading);
