using Faultline.Contracts;

namespace Faultline.Collector.Spooling;

/// <summary>What is read from the spool to be stored together.</summary>
/// <param name="Batches">Batches in the order they were appended.</param>
/// <param name="Quarantined">Quarantined readings likewise.</param>
/// <param name="Texts">Texts likewise.</param>
/// <param name="End">Where the next group begins.</param>
internal sealed record SpoolGroup(
    IReadOnlyList<ReadingBatch> Batches, IReadOnlyList<QuarantinedReading> Quarantined, IReadOnlyList<TextReading> Texts, SpoolPosition End)
{
    /// <summary>Readings in it, quarantined ones and texts included.</summary>
    public int Readings => Batches.Sum(batch => batch.Readings.Count) + Quarantined.Count + Texts.Count;

    public bool IsEmpty => Batches.Count == 0 && Quarantined.Count == 0 && Texts.Count == 0;
}
