namespace Faultline.Collector.Polling;

/// <summary>The moment of a poll.</summary>
/// <param name="Number">Number since the connection was made, from 0.</param>
/// <param name="Skipped">Ticks left out before it.</param>
/// <param name="Lateness">How long after it was due.</param>
internal readonly record struct PollTick(long Number, long Skipped, TimeSpan Lateness);
