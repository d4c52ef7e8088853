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

    [Fact]
    public void HeldValues_WithASampleFromTheNextBin_KeepTheirValue()
    {
        var ring = Ring((0, 5), (2, 5), (4, 5), (6, 5), (8, 700), (10, 700), (12, 700), (14, 700), (16, 700), (18, 700));

        Assert.Equal([5, 700], Bin(ring, end: 20, bins: 2, new Cut(0, Held: true, Lag: 0)));
    }

    [Fact]
    public void SlowSensor_WithAValueThatCameLate_KeepsItInItsBin()
    {
        var ring = Ring(slow: true, (7, 1), (17, 2), (31, 3), (37, 4), (47, 5));

        Assert.Equal([1, 2, 3, 4, 5], Bin(ring, end: 50, bins: 5));
    }

    [Fact]
    public void SlowSensor_WithALag_IsMovedByWholeBins() =>
        Assert.Equal([2, 3, double.NaN], Bin(Ring(slow: true, (5, 1), (15, 2), (25, 3)), end: 30, bins: 3, new Cut(0, Held: false, Lag: 1)));

    private static SensorRing Ring(params (long Ticks, double Value)[] values) => Ring(slow: false, values);

    private static SensorRing Ring(bool slow, params (long Ticks, double Value)[] values)
    {
        var ring = new SensorRing(16, slow);
        foreach (var (ticks, value) in values)
            ring.Add(ticks, value);
        return ring;
    }

    private static double[] Bin(SensorRing ring, double end, int bins, Cut cut = default)
    {
        var means = new double[bins];
        ring.Bin(end, 10, cut, means);
        return means;
    }
}
