using Faultline.Contracts;
using Faultline.Learning.Evaluation;
using Faultline.Learning.Models;
using Faultline.Learning.Training;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

public class NoveltyTests
{
    private static readonly ConditionModel Model = ConditionModel.LoadEmbedded();

    [SkippableFact]
    public void Score_RecordedCycles_AreUnknownNoMoreOftenThanTheFalseAlarmRate()
    {
        var cycles = RecordedData.Require();
        var score = new WindowScore();
        int unknown = 0;
        for (int i = 0; i < cycles.Count; i++)
        {
            Model.Score(cycles.Window(i).Values, score);
            unknown += score.Novelty.IsUnknown ? 1 : 0;
        }

        Assert.InRange(unknown, 0, Model.Info.Settings["false_alarm_rate"] * cycles.Count);
    }

    [Theory]
    [InlineData("PS1", 20, true)]
    [InlineData("FS1", 1.5, true)]
    [InlineData("PS4", 50, true)]
    [InlineData("EPS1", 200, false)]
    [InlineData("VS1", 0.2, false)]
    public void Score_SensorWithAnOffset_IsUnknownAndNamesTheSensor(string sensor, double offset, bool isUnlikeAnyLevel)
    {
        var values = RigTwin.LoadEmbedded().Cycle(RigCondition.Healthy, seed: 2).Values.ToArray();
        int index = RigLayout.IndexOf(sensor);
        foreach (ref double value in values.AsSpan(index * RigLayout.Seconds, RigLayout.Seconds))
            value += offset;
        var score = new WindowScore();
        Span<int> deviating = stackalloc int[5];

        Model.Score(values, score);

        Assert.True(score.Novelty.IsUnknown, $"novelty {score.Novelty.Score}");
        int count = score.Novelty.DeviatingSensors(deviating);
        Assert.Contains(index, deviating[..count].ToArray());
        // Power and vibration that are off by so little could be an effect of a level.
        Assert.Equal(isUnlikeAnyLevel, score.Novelty.DeviationOf(index) > 1);
        Assert.Equal(isUnlikeAnyLevel, !score.Novelty.IsBetweenLevels);
    }

    [Fact]
    public void DeviationOf_OilTemperature_IsNotANumber() =>
        Assert.True(double.IsNaN(new WindowScore().Novelty.DeviationOf(RigLayout.IndexOf("TS1"))));

    [Fact]
    public void Score_ComponentBetweenTwoLevels_IsUnknownButStandsBetweenLevels()
    {
        var score = new WindowScore();

        Model.Score(RigTwin.LoadEmbedded().Cycle(RigCondition.Healthy with { ValvePercent = 85 }, seed: 2).Values, score);

        Assert.True(score.Novelty.IsUnknown && score.Novelty.IsBetweenLevels, $"novelty {score.Novelty.Score}");
    }

    [Fact]
    public void Score_EveryKnownLevel_IsKnown()
    {
        var twin = RigTwin.LoadEmbedded();
        var score = new WindowScore();
        int index = 0;
        foreach (double cooler in ComponentClasses.Of(Component.Cooler))
        {
            foreach (int state in Enumerable.Range(0, CircuitDesign.States))
            {
                double Level(Component component) => ComponentClasses.Of(component)[CircuitDesign.LevelOf(state, component)];
                var condition = new RigCondition(cooler, Level(Component.Valve), Level(Component.Pump), Level(Component.Accumulator));
                Model.Score(twin.Cycle(condition, index++).Values, score);
                Assert.False(score.Novelty.IsUnknown, $"{condition}: {score.Novelty.Score}");
            }
        }
    }

    [SkippableFact]
    public void Evaluate_RunsHeldOutAndLevelsLeftOut_AlarmsAsSetAndFindsWhatItShould()
    {
        var report = UnknownConditions.Evaluate(RecordedData.Require(), new TrainingOptions());

        Assert.InRange(report.FalseAlarms, 0.001, report.FalseAlarmRate);
        // A level of the accumulator that was never learned looks like its neighbours (docs/models.md).
        Assert.All(report.LeftOut.Where(one => one.Component != Component.Accumulator), one => Assert.True(one.Detected > 0.95, one.ToString()));
    }
}
