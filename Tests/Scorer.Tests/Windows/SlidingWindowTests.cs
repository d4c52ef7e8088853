using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Scorer.Windows;
using Xunit;

namespace Faultline.Scorer.Tests.Windows;

public sealed class SlidingWindowTests
{
    private readonly SlidingWindow window = new(Machine.Definition, Machine.Model.Aligner, Machine.Fit);

    [Theory]
    [InlineData(0)]
    [InlineData(17.37)]
    [InlineData(42.99)]
    public void Window_OfAMachineInAnyPhase_IsItsCycle(double phase)
    {
        var machine = new Machine(phase);

        var outcome = Feed(machine.Readings(0, 63)).Last();

        Assert.Null(outcome.Lack);
        Assert.Equal(1, outcome.Alignment!.Window.Coverage, 6);
        for (var i = 0; i < machine.Cycle.Values.Length; i++)
            Assert.Equal(machine.Cycle.Values[i], outcome.Alignment.Window.Values[i], 9);
    }

    [Fact]
    public void Window_OfAWornValve_IsNotTakenForAnOffset()
    {
        var machine = new Machine(5.43, RigCondition.Healthy with { ValvePercent = 73 });

        var outcome = Feed(machine.Readings(0, 63)).Last();

        Assert.Equal(73, Machine.Model.Score(outcome.Alignment!.Window)[1].Condition);
    }

    [Fact]
    public void Window_MovesOnByOneBin()
    {
        var ends = Feed(new Machine(3.2).Readings(0, 70)).Where(outcome => outcome.Lack is null).Select(outcome => outcome.End).ToList();

        Assert.True(ends.Count >= 8);
        Assert.All(ends.Zip(ends.Skip(1)), pair => Assert.Equal(1, (pair.Second - pair.First).TotalSeconds, 3));
    }

    [Fact]
    public void Window_BeforeAWholeCycle_IsFilling() =>
        Assert.All(Feed(new Machine().Readings(0, 59)), outcome => Assert.Equal(WindowLack.Filling, outcome.Lack));

    [Fact]
    public void Window_WithAShortGap_IsBridged()
    {
        var readings = new Machine(0.5).Readings(0, 65).Where(reading => reading.Sensor.Ordinal != 5 || !Between(reading, 30, 31.9));

        var outcome = Feed(readings).Last();

        Assert.Null(outcome.Lack);
        Assert.InRange(outcome.Alignment!.Window.Coverage, 0.99, 0.9999);
    }

    [Fact]
    public void Window_WithALongGap_NamesTheSensor()
    {
        var readings = new Machine(0.5).Readings(0, 65).Where(reading => reading.Sensor.Ordinal != 5 || !Between(reading, 30, 35));

        var outcome = Feed(readings).Last();

        Assert.Equal(WindowLack.Gap, outcome.Lack);
        Assert.Contains("PS5", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Window_OfReadingsThatAreNotGood_HasAGap()
    {
        var readings = new Machine().Readings(0, 65).Select(reading =>
            reading.Sensor.Ordinal == 2 && Between(reading, 20, 30) ? reading with { Quality = Quality.BadSensorFailure } : reading);

        Assert.Equal(WindowLack.Gap, Feed(readings).Last().Lack);
    }

    [Fact]
    public void Window_OfAMachineStandingStill_IsNoCycle()
    {
        var readings = new Machine().Readings(0, 65).Select(reading => reading with { Value = 5 });

        Assert.Equal(WindowLack.NoCycle, Feed(readings).Last().Lack);
    }

    [Fact]
    public void Window_AfterAJumpOfTheMachine_FollowsItsNewPhase()
    {
        Feed(new Machine(0.3).Readings(0, 70));
        var machine = new Machine(20.74);

        var outcome = Feed(machine.Readings(70, 140)).Last();

        for (var i = 0; i < machine.Cycle.Values.Length; i++)
            Assert.Equal(machine.Cycle.Values[i], outcome.Alignment!.Window.Values[i], 9);
    }

    [Fact]
    public void Window_AfterASilence_LeavesTheSilenceOut()
    {
        Feed(new Machine().Readings(0, 62));

        var outcomes = Feed(new Machine().Readings(100, 101.1));

        Assert.InRange(outcomes.Count, 1, 3);
        Assert.All(outcomes, outcome => Assert.Equal(WindowLack.Gap, outcome.Lack));
    }

    private static bool Between(Reading reading, double from, double to) => reading.SourceTime >= Machine.At(from) && reading.SourceTime < Machine.At(to);

    private List<WindowOutcome> Feed(IEnumerable<Reading> readings)
    {
        List<WindowOutcome> outcomes = [];
        foreach (var reading in readings)
        {
            window.Add(reading);
            while (window.Next() is { } outcome)
                outcomes.Add(outcome);
        }
        return outcomes;
    }
}
