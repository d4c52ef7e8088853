using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>How far a consumer has processed a system's readings.</summary>
/// <param name="Consumer">Name of the consumer, such as scorer.</param>
/// <param name="System">The system.</param>
/// <param name="Time">Everything up to this source time is processed, UTC.</param>
/// <param name="Collector">Stream of the last batch processed; null when it came from the database.</param>
/// <param name="Sequence">Number of the last batch processed; 0 when none is known.</param>
public sealed record Checkpoint(string Consumer, SystemId System, DateTimeOffset Time, string? Collector, long Sequence);
