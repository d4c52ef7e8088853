using Faultline.Contracts;

namespace Faultline.Scorer.Live;

/// <summary>How far each stream of one system has been processed, by its batch numbers. Not thread-safe.</summary>
internal sealed class StreamPositions
{
    private readonly Dictionary<string, long> positions = [];

    /// <summary>What to do with a batch that arrived.</summary>
    public BatchOrder OrderOf(ReadingBatch batch)
    {
        var last = Of(batch.Collector);
        return batch.Sequence <= last ? BatchOrder.Known : batch.Sequence == last + 1 ? BatchOrder.Next : BatchOrder.AfterGap;
    }

    /// <summary>Number of the last batch processed; 0 before the first.</summary>
    public long Of(string collector) => positions.GetValueOrDefault(collector);

    public void Advance(string collector, long sequence) => positions[collector] = Math.Max(Of(collector), sequence);
}
