using Faultline.Contracts;
using Faultline.Learning.Windows;
using Faultline.Scorer.Windows;
using Xunit;

namespace Faultline.Scorer.Tests.Windows;

/// <summary>Windows cut from the polls of recorded machines are predicted as the recorded cycles themselves are.</summary>
public sealed class RecordedWindowTests
{
    private const string NoData = "The recorded measurements (../shared/data/hydraulic) are not here.";

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    public void HeldValues_StampedLate_ArePredictedAsTheirCycle(int delayMilliseconds)
    {
        var machines = RecordedMachine.Held(stride: 41);
        Skip.If(machines is null, NoData);

        var (windows, same) = Compare(machines, TimeSpan.FromMilliseconds(delayMilliseconds), phases: 1);

        Assert.All(ComponentClasses.All, component => Assert.True(same[(int)component] >= windows * 0.95, $"{component}: {same[(int)component]} of {windows}"));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(10)]
    public void FlowingValues_CutAtAnyOffset_ArePredictedAsTheirCycle(int delayMilliseconds)
    {
        var machines = RecordedMachine.Flowing();
        Skip.If(machines is null, NoData);

        var (windows, same) = Compare(machines, TimeSpan.FromMilliseconds(delayMilliseconds), phases: 5);

        // The accumulator is read from hundredths of a bar: 10 ms of delay at 45 cuts cost it up to four.
        Assert.All(ComponentClasses.All, component =>
        {
            var least = windows * (component == Component.Accumulator && delayMilliseconds >= 10 ? 0.9 : 0.95);
            Assert.True(same[(int)component] >= least, $"{component}: {same[(int)component]} of {windows}");
        });
    }

    private static (int Windows, int[] Same) Compare(IReadOnlyList<RecordedMachine> machines, TimeSpan delay, int phases)
    {
        var random = new Random(1);
        var same = new int[ComponentClasses.All.Count];
        foreach (var machine in machines)
        {
            var expected = Machine.Model.Score(machine.Cycle);
            for (var i = 0; i < phases; i++)
            {
                var window = new SlidingWindow(Machine.Definition, Machine.Model.Aligner, Machine.Fit);
                var last = Last(window, machine.Readings(random.NextDouble() * RigLayout.Seconds, delay, random, seconds: 63));
                Assert.True(last.Alignment is not null, last.Detail);
                foreach (var (found, truth) in Machine.Model.Score(last.Alignment.Window).Zip(expected))
                    same[(int)found.Component] += found.Condition == truth.Condition ? 1 : 0;
            }
        }
        return (machines.Count * phases, same);
    }

    private static WindowOutcome Last(SlidingWindow window, IEnumerable<Reading> readings)
    {
        WindowOutcome? last = null;
        foreach (var reading in readings)
        {
            window.Add(reading);
            while (window.Next() is { } outcome)
                last = outcome;
        }
        return last!;
    }
}
