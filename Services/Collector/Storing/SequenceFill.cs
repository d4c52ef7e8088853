using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Collector.Storing;

/// <summary>Empty batches for the numbers of lost ones, so that each number of a stream is accounted for and later ones can follow.</summary>
internal static class SequenceFill
{
    private const int GroupSize = 10_000;

    /// <summary>Groups of empty batches for the numbers that are missing.</summary>
    public static IEnumerable<IReadOnlyList<ReadingBatch>> Between(SequenceGapException gap)
    {
        for (var first = gap.Expected; first < gap.Actual; first += GroupSize)
        {
            var count = (int)Math.Min(GroupSize, gap.Actual - first);
            yield return [.. Enumerable.Range(0, count).Select(i => new ReadingBatch(gap.Collector, gap.System, first + i, []))];
        }
    }
}
