using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>Readings of one sensor in order of time.</summary>
/// <param name="Readings">The readings.</param>
/// <param name="Next">Where the next page starts; null when this was the last.</param>
public sealed record ReadingPage(IReadOnlyList<Reading> Readings, ReadingCursor? Next);
