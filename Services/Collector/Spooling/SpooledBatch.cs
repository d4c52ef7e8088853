using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>A batch that is in the spool.</summary>
/// <param name="System">Its system.</param>
/// <param name="Sequence">Its number in the system's stream.</param>
/// <param name="Readings">How many readings it has.</param>
/// <param name="Frame">Its bytes (<see cref="ReadingFrame"/>).</param>
internal readonly record struct SpooledBatch(SystemId System, long Sequence, int Readings, ReadOnlyMemory<byte> Frame);
