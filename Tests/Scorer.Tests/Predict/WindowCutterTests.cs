using Faultline.Learning.Windows;
using Faultline.Scorer.Predict;
using Faultline.Scorer.Windows;
using Faultline.ServiceDefaults;
using Xunit;

namespace Faultline.Scorer.Tests.Predict;

public sealed class WindowCutterTests : IDisposable
{
    // PS1 to PS6, EPS1, FS1 and FS2; the others are sampled once a second.
    private const int Fast = 9;

    private readonly RequestFaults faults = new();
    private readonly PostedWindow window = new();
    private readonly WindowCutter cutter = new(Machine.Model.Aligner, Machine.Fit);
    private readonly CycleWindow cycle = new Machine().Cycle;

    public void Dispose() => window.Dispose();

    [Theory]
    [InlineData(100, 37)]
    [InlineData(100, 99)]
    [InlineData(100, 0)]
    [InlineData(10, 4)]
    public void Cut_FasterSamples_FindTheMachinesSeconds(int rate, int late)
    {
        Post(rate, late);

        var cut = cutter.Cut(window, faults);

        Assert.Equal((double)late / rate, cut!.OffsetSeconds, 9);
        Assert.True(cut.Alignment.Confidence > CutSearch.LeastConfidence);
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
            Assert.Equal(cycle.Sensor(sensor).ToArray(), cut.Alignment.Window.Sensor(sensor).ToArray(), (one, other) => Math.Abs(one - other) < 1e-9);
    }

    [Fact]
    public void Cut_AtOneHertz_TurnsTheCycle()
    {
        Post(1, 25);

        var cut = cutter.Cut(window, faults);

        Assert.Equal((0.0, 25), (cut!.OffsetSeconds, cut.Alignment.Shift));
        Assert.Equal(1, cut.Alignment.Window.Coverage);
    }

    [Fact]
    public void Cut_WithAsManyGapsAsAreBridged_IsScored()
    {
        Post(1, 0, (sensor, sample) => sensor == 4 && sample % 20 == 0);

        var cut = cutter.Cut(window, faults);

        Assert.False(faults.Any);
        Assert.Equal(1017.0 / 1020, cut!.Alignment.Window.Coverage, 12);
    }

    [Fact]
    public void Cut_WithMoreGaps_IsInsufficient()
    {
        Post(1, 0, (sensor, sample) => (sensor == 4 && sample % 8 == 0) || (sensor == 6 && sample is 20 or 21 or 22));

        Assert.Null(cutter.Cut(window, faults));

        Assert.Equal(["PS5 lacks 8 of 60 values, at most 3 may be missing."], faults.ToErrors()["PS5"]);
        Assert.Equal(["EPS1 lacks 3 seconds in a row; 2 are bridged."], faults.ToErrors()["EPS1"]);
    }

    [Fact]
    public void Cut_WithAFewGapsInEverySensor_IsInsufficient()
    {
        Post(1, 0, (_, sample) => sample is 10 or 30);

        Assert.Null(cutter.Cut(window, faults));

        Assert.StartsWith("34 of 1020 values are missing", faults.ToErrors()["window"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_FastSamples_TolerateMissingOnesWithinASecond()
    {
        Post(10, 0, (sensor, sample) => sensor < Fast && sample % 10 < 4);

        Assert.Equal(1, cutter.Cut(window, faults)!.Alignment.Window.Coverage);
    }

    /// <summary>Every sensor holds each second's mean at the rate; the slow ones at 1 Hz. The samples begin before the machine's own second.</summary>
    private void Post(int rate, int late, Func<int, int, bool>? isMissing = null)
    {
        window.Clear();
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var own = sensor < Fast ? rate : 1;
            window.Begin(sensor);
            for (var sample = 0; sample < own * 60; sample++)
            {
                var second = (int)Math.Floor((sample / (double)own) - (late / (double)rate) + 1e-9);
                window.Add(sensor, isMissing?.Invoke(sensor, sample) == true ? double.NaN : cycle.Sensor(sensor)[((second % 60) + 60) % 60]);
            }
        }
    }
}
