using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Xunit;

namespace Faultline.Learning.Tests;

public class RigTwinTests
{
    private static readonly ConditionModel Model = ConditionModel.LoadEmbedded();
    private static readonly RigTwin Twin = RigTwin.LoadEmbedded();

    public static TheoryData<Component, double> Levels()
    {
        var levels = new TheoryData<Component, double>();
        foreach (var component in ComponentClasses.All)
        {
            foreach (double level in ComponentClasses.Of(component))
                levels.Add(component, level);
        }

        return levels;
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Cycle_RecordedLevel_IsPredictedRight(Component component, double level)
    {
        var random = new Random(17);
        const int trials = 200;
        int right = 0;
        for (int i = 0; i < trials; i++)
        {
            var basis = i % 2 == 0 ? RigCondition.Healthy : new RigCondition(
                Pick(Component.Cooler, random), Pick(Component.Valve, random), Pick(Component.Pump, random), Pick(Component.Accumulator, random));
            var prediction = Model.Score(Twin.Cycle(With(basis, component, level), i))[(int)component];
            right += prediction.Condition == level ? 1 : 0;
        }

        // 115 bar beside healthy valve and pump is the narrowest call: runs recorded just after filling to 130 bar measure like it (docs/models.md).
        double least = (component, level) switch
        {
            (Component.Accumulator, 115) => 0.8,
            (Component.Accumulator, _) => 0.97,
            _ => 0.995,
        };
        Assert.True(right >= least * trials, $"{right} of {trials} right");
    }

    [Fact]
    public void Cycle_PumpLeakageRamped_ChangesClassOnceEach()
    {
        var classes = Enumerable.Range(0, 41)
            .Select(i => Model.Score(Twin.Cycle(RigCondition.Healthy with { PumpLeakage = i / 20.0 }, seed: 4))[(int)Component.Pump].Condition).ToArray();

        Assert.Equal(classes.Order(), classes);
        Assert.Equal([0, 1, 2], classes.Distinct());
    }

    [Fact]
    public void StartCycle_SameSeed_GivesTheSameValues()
    {
        var oil = Twin.SteadyOil(RigCondition.Healthy);
        double First(int seed) => Twin.StartCycle(seed).Value(0, 30, RigCondition.Healthy, oil);

        Assert.Equal(First(3), First(3));
        Assert.NotEqual(First(3), First(4));
    }

    [Fact]
    public void Values_AtASecond_EqualTheSingleOnes()
    {
        var oil = Twin.SteadyOil(RigCondition.Healthy);
        var cycle = Twin.StartCycle(9);
        var all = new double[17];
        cycle.Values(12, RigCondition.Healthy, oil, all);

        Assert.Equal(Enumerable.Range(0, 17).Select(sensor => cycle.Value(sensor, 12, RigCondition.Healthy, oil)), all);
    }

    [Fact]
    public void Ripple_OverASecond_AveragesToNothing()
    {
        var cycle = Twin.StartCycle(1);
        for (int sensor = 0; sensor < 17; sensor++)
            Assert.Equal(0, Enumerable.Range(0, 100).Average(sample => cycle.Ripple(sensor, sample)), 9);
        Assert.Contains(Enumerable.Range(0, 100), sample => cycle.Ripple(0, sample) != 0);
    }

    [Fact]
    public void Warm_CoolerFailed_HeatsTheOilWithoutAStep()
    {
        var failed = RigCondition.Healthy with { CoolerPercent = 3 };
        var oil = Twin.SteadyOil(RigCondition.Healthy);
        for (int second = 0; second < 7200; second++)
        {
            var next = Twin.Warm(oil, failed, TimeSpan.FromSeconds(1));
            Assert.InRange(next.Ts1Celsius - oil.Ts1Celsius, 0, 0.05);
            oil = next;
        }

        Assert.Equal(Twin.SteadyOil(failed).Ts1Celsius, oil.Ts1Celsius, 0.2);
    }

    // Up to 49 °C; the rig was never recorded with a healthy cooler and oil hotter than 45 °C.
    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    public void Cycle_OilStillHotAfterTheCoolerRecovered_RaisesNoOtherFault(double share)
    {
        OilState cold = Twin.SteadyOil(RigCondition.Healthy), hot = Twin.SteadyOil(RigCondition.Healthy with { CoolerPercent = 3 });
        var oil = new OilState(
            cold.Ts1Celsius + (share * (hot.Ts1Celsius - cold.Ts1Celsius)), cold.Ts2Celsius + (share * (hot.Ts2Celsius - cold.Ts2Celsius)));

        Assert.Equal([100, 100, 0, 130], Model.Score(Twin.Cycle(RigCondition.Healthy, seed: 3, oil)).Select(p => p.Condition));
    }

    private static double Pick(Component component, Random random) =>
        ComponentClasses.Of(component)[random.Next(ComponentClasses.Of(component).Count)];

    private static RigCondition With(RigCondition condition, Component component, double level) => component switch
    {
        Component.Cooler => condition with { CoolerPercent = level },
        Component.Valve => condition with { ValvePercent = level },
        Component.Pump => condition with { PumpLeakage = level },
        _ => condition with { AccumulatorBar = level },
    };
}
