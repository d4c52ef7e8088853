using Faultline.Contracts;
using Faultline.Scorer.Live;
using Xunit;

namespace Faultline.Scorer.Tests.Live;

public sealed class StreamPositionsTests
{
    private readonly StreamPositions positions = new();

    [Fact]
    public void Batch_First_IsNext() => Assert.Equal(BatchOrder.Next, positions.OrderOf(Batch("a", 1)));

    [Fact]
    public void Batch_OfAnUnknownStreamUnderWay_IsAfterAGap() => Assert.Equal(BatchOrder.AfterGap, positions.OrderOf(Batch("a", 7)));

    [Fact]
    public void Batch_AtOrBelowThePosition_IsKnown()
    {
        positions.Advance("a", 7);

        Assert.Equal(BatchOrder.Known, positions.OrderOf(Batch("a", 7)));
        Assert.Equal(BatchOrder.Next, positions.OrderOf(Batch("a", 8)));
        Assert.Equal(BatchOrder.AfterGap, positions.OrderOf(Batch("a", 9)));
    }

    [Fact]
    public void Streams_OfTwoCollectors_AreCountedApart()
    {
        positions.Advance("a", 7);

        Assert.Equal(BatchOrder.Next, positions.OrderOf(Batch("b", 1)));
    }

    [Fact]
    public void Position_NeverGoesBack()
    {
        positions.Advance("a", 7);
        positions.Advance("a", 3);

        Assert.Equal(7, positions.Of("a"));
    }

    private static ReadingBatch Batch(string collector, long sequence) => new(collector, new SystemId("hydraulic-2"), sequence, []);
}
