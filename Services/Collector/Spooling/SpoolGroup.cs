using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>What is read from the spool to be stored together.</summary>
/// <param name="Batches">Batches in the order they were appended.</param>
/// <param name="Quarantined">Quarantined readings likewise.</param>
/// <param name="End">Where the next group begins.</param>
internal sealed record SpoolGroup(IReadOnlyList<ReadingBatch> Batches, IReadOnlyList<QuarantinedReading> Quarantined, SpoolPosition End)
{
    /// <summary>Readings in it, quarantined ones included.</summary>
    public int Readings => Batches.Sum(batch => batch.Readings.Count) + Quarantined.Count;

    public bool IsEmpty => Batches.Count == 0 && Quarantined.Count == 0;
}
