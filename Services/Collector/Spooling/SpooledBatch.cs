using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>A batch that is in the spool.</summary>
/// <param name="Batch">The batch with its number.</param>
/// <param name="Frame">Its bytes (<see cref="ReadingFrame"/>).</param>
internal readonly record struct SpooledBatch(ReadingBatch Batch, ReadOnlyMemory<byte> Frame);
