using Faultline.Learning.Models;
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
    [InlineData("PS1", 20)]
    [InlineData("FS1", 1.5)]
    [InlineData("EPS1", 200)]
    [InlineData("VS1", 0.2)]
    public void Score_SensorWithAnOffset_IsUnknownAndNamesTheSensor(string sensor, double offset)
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
        Assert.True(score.Novelty.DeviationOf(index) > 1);
    }

    [Fact]
    public void DeviationOf_OilTemperature_IsNotANumber() =>
        Assert.True(double.IsNaN(new WindowScore().Novelty.DeviationOf(RigLayout.IndexOf("TS1"))));
}
