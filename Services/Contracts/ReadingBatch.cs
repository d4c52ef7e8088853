namespace Faultline.Contracts;

/// <summary>
/// What one poll of one system brought: the unit that travels, is spooled and is stored once. Batches of one stream
/// (collector, system) are numbered 1, 2, 3 … without gaps, also over restarts of the collector.
/// </summary>
/// <param name="Collector">The collector's id, unique to its spool: 1 to 64 characters of a–z, 0–9, '-' and '_'.</param>
/// <param name="System">The system that was polled.</param>
/// <param name="Sequence">Number in the stream, from 1.</param>
/// <param name="Readings">The accepted readings in order of source time; may be empty when all were quarantined.</param>
public sealed record ReadingBatch(string Collector, SystemId System, long Sequence, IReadOnlyList<Reading> Readings);
