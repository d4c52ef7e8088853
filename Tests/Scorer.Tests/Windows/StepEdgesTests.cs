using Faultline.Scorer.Windows;
using Xunit;

namespace Faultline.Scorer.Tests.Windows;

public sealed class StepEdgesTests
{
    private const double Width = 1000;

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(513)]
    [InlineData(995)]
    public void Edges_OfSteppingValues_AreFoundWithinTheSamplingGap(int offset)
    {
        var found = Find(tick => Math.Floor((tick - offset) / Width) % 7 * 10);

        var distance = Math.Abs(found!.Value - offset);
        Assert.InRange(Math.Min(distance, Width - distance), 0, 20);
    }

    [Fact]
    public void Edges_UnderRipple_AreStillFound()
    {
        var random = new Random(3);
        var found = Find(tick => (Math.Floor((tick - 300) / Width) % 7 * 10) + random.NextDouble());

        Assert.InRange(found!.Value, 280, 320);
    }

    [Fact]
    public void Edges_OfFlowingValues_AreNotFound() => Assert.Null(Find(tick => Math.Sin(tick / 2500.0)));

    [Fact]
    public void Edges_OfAConstant_AreNotFound() => Assert.Null(Find(_ => 5));

    private static double? Find(Func<long, double> value)
    {
        var ring = new SensorRing(4096);
        for (var tick = 0L; tick < 60_000; tick += 20)
            ring.Add(tick, value(tick));
        var edges = new StepEdges(Width);
        edges.Add(ring, 0, 60_000);
        return edges.Find();
    }
}
