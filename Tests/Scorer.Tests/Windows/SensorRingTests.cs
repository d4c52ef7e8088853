using Faultline.Scorer.Windows;
using Xunit;

namespace Faultline.Scorer.Tests.Windows;

public sealed class SensorRingTests
{
    [Fact]
    public void Bins_AreMeansOfTheValuesInThem()
    {
        var ring = Ring((0, 1), (5, 3), (10, 10), (19, 20), (20, 99));

        Assert.Equal([2, 15], Bin(ring, end: 20, bins: 2));
    }

    [Fact]
    public void Bins_IncludeTheirStartAndExcludeTheirEnd() => Assert.Equal([7, 8], Bin(Ring((9, 1), (10, 7), (20, 8), (30, 1)), end: 30, bins: 2));

    [Fact]
    public void Bins_WithoutValues_AreNotANumber() => Assert.Equal([double.NaN, 4, double.NaN], Bin(Ring((15, 4)), end: 30, bins: 3));

    [Fact]
    public void Values_NotNewerThanTheLast_ArePassedOver() => Assert.Equal([5], Bin(Ring((3, 5), (3, 100), (2, 100)), end: 10, bins: 1));

    [Fact]
    public void Values_BeyondTheCapacity_OverwriteTheOldest()
    {
        var ring = new SensorRing(4);
        for (var i = 0; i < 6; i++)
            ring.Add(i, i);

        Assert.Equal([3.5], Bin(ring, end: 10, bins: 1));
    }

    private static SensorRing Ring(params (long Ticks, double Value)[] values)
    {
        var ring = new SensorRing(16);
        foreach (var (ticks, value) in values)
            ring.Add(ticks, value);
        return ring;
    }

    private static double[] Bin(SensorRing ring, double end, int bins)
    {
        var means = new double[bins];
        ring.Bin(end, 10, means);
        return means;
    }
}
