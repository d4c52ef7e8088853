using Faultline.Collector.Drivers.Modbus;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests.Drivers;

public sealed class RequestMergingTests
{
    [Theory]
    [InlineData(RegisterMerging.Rearrange)]
    [InlineData(RegisterMerging.Shrink)]
    public void Plan_OfSmallCases_IsAsGoodAsTheBestOfAll(RegisterMerging merging)
    {
        var random = new Random(20261124);
        for (var round = 0; round < 4000; round++)
        {
            var limits = new MergeLimits(merging, random.Next(0, 6), random.Next(4, 16));
            var spans = RandomSpans(random, limits.MaxLength);

            var plan = Runs(spans, RequestMerging.Cut(spans, limits));

            var best = Partitions(spans).Where(parts => parts.All(part => IsAllowed(part, spans, limits))).Min(CostOf);
            Assert.All(plan, run => Assert.True(IsAllowed(run, spans, limits)));
            Assert.Equal(spans, plan.SelectMany(run => run));
            if (merging == RegisterMerging.Rearrange)
                Assert.Equal(best, CostOf(plan));
            else
                Assert.Equal(best.Requests, plan.Count);
        }
    }

    [Fact]
    public void None_MakesARequestATag_AndOneForBitsOfTheSameRegister()
    {
        TagSpan[] spans = [new(0, 10, 1), new(1, 10, 1), new(2, 11, 1), new(3, 12, 2)];

        Assert.Equal([2, 3, 4], RequestMerging.Cut(spans, new MergeLimits(RegisterMerging.None, 16, 125)));
    }

    [Fact]
    public void Rearrange_MovesTheCut_IntoTheWidestGap()
    {
        // Shrink fills the first request up to 10 and reads 10 + 10 registers, the optimum cuts at the hole: 3 + 8.
        TagSpan[] spans = [new(0, 0, 1), new(1, 2, 1), new(2, 9, 1), new(3, 10, 1), new(4, 16, 1)];

        Assert.Equal([3, 5], RequestMerging.Cut(spans, new MergeLimits(RegisterMerging.Shrink, 8, 10)));
        Assert.Equal([2, 5], RequestMerging.Cut(spans, new MergeLimits(RegisterMerging.Rearrange, 8, 10)));
    }

    [Fact]
    public void Barrier_IsNeverCrossed()
    {
        TagSpan[] spans = [new(0, 0, 1), new(1, 1, 1, Barrier: true), new(2, 2, 1)];

        Assert.Equal([1, 3], RequestMerging.Cut(spans, new MergeLimits(RegisterMerging.Rearrange, 8, 10)));
    }

    private static TagSpan[] RandomSpans(Random random, int longest) =>
        [.. Enumerable.Range(0, random.Next(1, 8)).Select(tag => new TagSpan(tag, random.Next(0, 30), random.Next(1, Math.Min(4, longest) + 1), random.Next(10) == 0))
            .OrderBy(span => span.Address).ThenBy(span => span.Size)];

    private static List<TagSpan[]> Runs(TagSpan[] spans, List<int> cuts)
    {
        List<TagSpan[]> runs = [];
        var first = 0;
        foreach (var cut in cuts)
        {
            runs.Add(spans[first..cut]);
            first = cut;
        }
        return runs;
    }

    /// <summary>All ways to share the tags out to requests, contiguous or not.</summary>
    private static IEnumerable<List<TagSpan[]>> Partitions(TagSpan[] spans)
    {
        if (spans.Length == 0)
        {
            yield return [];
            yield break;
        }
        foreach (var rest in Partitions(spans[..^1]))
        {
            yield return [.. rest, [spans[^1]]];
            for (var i = 0; i < rest.Count; i++)
                yield return [.. rest[..i], [.. rest[i], spans[^1]], .. rest[(i + 1)..]];
        }
    }

    /// <summary>Whether a request may hold these tags, said without the algorithm: length, widest hole, no barrier between first and last.</summary>
    private static bool IsAllowed(TagSpan[] part, TagSpan[] all, MergeLimits limits)
    {
        var (start, end) = (part.Min(span => span.Address), part.Max(span => span.End));
        if (end - start > limits.MaxLength)
            return false;
        var hole = 0;
        for (var at = start; at < end; at++)
        {
            hole = part.Any(span => span.Address <= at && at < span.End) ? 0 : hole + 1;
            if (hole > limits.MaxGap)
                return false;
        }
        var indices = part.Select(span => Array.IndexOf(all, span)).ToArray();
        return !Enumerable.Range(indices.Min() + 1, indices.Max() - indices.Min()).Any(index => all[index].Barrier);
    }

    private static (int Requests, int Registers) CostOf(List<TagSpan[]> parts) =>
        (parts.Count, parts.Sum(part => part.Max(span => span.End) - part.Min(span => span.Address)));
}
