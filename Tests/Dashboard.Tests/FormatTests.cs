using Faultline.Contracts;
using Faultline.Dashboard.Api;
using Faultline.Dashboard.Charts;
using Faultline.Dashboard.Components;
using Faultline.Dashboard.Formatting;
using Faultline.Dashboard.Live;

namespace Faultline.Dashboard.Tests;

public sealed class FormatTests
{
    [Theory]
    [InlineData(2412.4, "2412")]
    [InlineData(157.34, "157.3")]
    [InlineData(46.954, "46.95")]
    [InlineData(0.6123, "0.612")]
    [InlineData(-3.2, "-3.200")]
    [InlineData(double.NaN, "–")]
    public void Value_AnySize_HasFourDigits(double value, string text) => Assert.Equal(text, Format.Value(value));

    [Theory]
    [InlineData(1, "100 %")]
    [InlineData(0.9999, ">99 %")]
    [InlineData(0.984, "98 %")]
    [InlineData(0.0001, "<1 %")]
    [InlineData(0, "0 %")]
    public void Percent_NearTheEnds_NeverClaimsCertainty(double probability, string text) => Assert.Equal(text, Format.Percent(probability));

    [Theory]
    [InlineData(0.4, "now")]
    [InlineData(12, "12 s ago")]
    [InlineData(600, "10 min ago")]
    [InlineData(7200, "2 h ago")]
    [InlineData(864000, "10 d ago")]
    public void Age_AnyLength_PicksTheUnit(double seconds, string text) => Assert.Equal(text, Format.Age(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(Component.Cooler, 20, "20 %")]
    [InlineData(Component.Pump, 1, "leakage 1")]
    [InlineData(Component.Accumulator, 115, "115 bar")]
    public void Condition_EachComponent_HasItsUnit(Component component, double level, string text) => Assert.Equal(text, Format.Condition(component, level));

    [Fact]
    public void ChartData_RawWithBadReading_LeavesAGapAndMarksIt()
    {
        var data = ChartData.From(new ReadingSeries("raw", null, [Point(0, 1), Point(1, 99, QualityClass.Bad), Point(2, 3)]));

        Assert.Equal([1, null, 3], data.Values);
        Assert.Equal(99, Assert.Single(data.Doubtful)[1]);
        Assert.Empty(data.Minimums);
    }

    [Fact]
    public void ChartData_Silence_LeavesAGap()
    {
        var data = ChartData.From(new ReadingSeries("raw", null, [Point(0, 1), Point(60, 2)]));

        Assert.Equal([1, null, 2], data.Values);
    }

    [Fact]
    public void ChartData_Buckets_KeepMeanAndRange()
    {
        var data = ChartData.From(new ReadingSeries("1m", 60, [new ReadingPoint(Samples.Start, 5, 1, 9, QualityClass.Uncertain)]));

        Assert.Equal((5, 1, 9), (data.Values[0], data.Minimums[0], data.Maximums[0]));
    }

    [Fact]
    public void ChartWindow_PanLater_StopsAtNow()
    {
        var now = Samples.Start.AddHours(1);
        var window = new ChartWindow(now.AddMinutes(-12), now.AddMinutes(-2), false).Pan(1, now);

        Assert.Equal(now, window.To);
        Assert.Equal(TimeSpan.FromMinutes(10), window.Length);
    }

    [Fact]
    public void ChartWindow_ZoomInManyTimes_StopsAtTheNarrowest()
    {
        var window = new ChartWindow(Samples.Start, Samples.Start.AddSeconds(3), true);
        for (var i = 0; i < 10; i++) window = window.Zoom(0.5);

        Assert.Equal(ChartWindow.Narrowest, window.Length);
        Assert.False(window.Follow);
    }

    [Fact]
    public void Sparkline_ConstantValue_IsALineInTheMiddle()
    {
        var trace = new Trace(10, TimeSpan.Zero);
        trace.Add(Samples.Start, 5);
        trace.Add(Samples.Start.AddSeconds(60), 5);

        Assert.Equal("0,15 120,15 ", SparklinePath.Points(trace, 120, 30));
    }

    private static ReadingPoint Point(double seconds, double value, QualityClass quality = QualityClass.Good) =>
        new(Samples.Start.AddSeconds(seconds), value, null, null, quality);
}
