namespace Faultline.Collector.Drivers;

/// <summary>The moment of a poll.</summary>
/// <param name="Due">Bit i is set when group i is due.</param>
/// <param name="Skipped">Turns left out before it, over all groups.</param>
/// <param name="Lateness">How long after it was due, at the worst of the groups.</param>
/// <param name="IsLate">Whether a group is late by more than half its interval.</param>
internal readonly record struct PollTurn(ulong Due, long Skipped, TimeSpan Lateness, bool IsLate);
