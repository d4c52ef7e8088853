using Faultline.Learning.Models;
using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

public class WindowAdequacyTests
{
    [Fact]
    public void Check_AtTheLimits_IsEnough()
    {
        var values = new double[RigLayout.Values];
        for (int sensor = 0; sensor < WindowAdequacy.MostMissing / WindowAdequacy.MostMissingOfSensor; sensor++)
            values.AsSpan(sensor * RigLayout.Seconds, WindowAdequacy.MostMissingOfSensor).Fill(double.NaN);

        Assert.Empty(WindowAdequacy.Check(values));
    }

    [Fact]
    public void Check_OneValueMoreOfASensor_NamesTheSensor()
    {
        var values = new double[RigLayout.Values];
        values.AsSpan(RigLayout.Seconds, WindowAdequacy.MostMissingOfSensor + 1).Fill(double.NaN);

        Assert.Equal("PS2", Assert.Single(WindowAdequacy.Check(values)).Sensor);
    }

    [Fact]
    public void Check_OneValueMoreOfAll_IsLacking()
    {
        var values = new double[RigLayout.Values];
        for (int i = 0; i <= WindowAdequacy.MostMissing; i++)
            values[(i % RigLayout.Sensors * RigLayout.Seconds) + (i / RigLayout.Sensors)] = double.NaN;

        Assert.Contains("31 of 1020", Assert.Single(WindowAdequacy.Check(values)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Score_RecordedCyclesAtTheLimits_AnswersAsForWholeOnes()
    {
        var cycles = RecordedData.Require();
        var model = ConditionModel.LoadEmbedded();
        var random = new Random(8);
        var score = new WindowScore();
        int same = 0, all = 0;
        for (int i = 0; i < cycles.Count; i++)
        {
            var whole = cycles.Window(i);
            var values = whole.Values.ToArray();
            int[] sensors = [.. Enumerable.Range(0, RigLayout.Sensors)];
            random.Shuffle(sensors);
            foreach (int sensor in sensors.Take(WindowAdequacy.MostMissing / WindowAdequacy.MostMissingOfSensor))
                values.AsSpan((sensor * RigLayout.Seconds) + random.Next(RigLayout.Seconds - WindowAdequacy.MostMissingOfSensor), WindowAdequacy.MostMissingOfSensor).Fill(double.NaN);
            Assert.Empty(WindowAdequacy.Check(values));
            Assert.Equal(WindowAdequacy.MostMissing, model.Complete(values, score));
            model.Score(values, score);
            all++;
            same += model.Score(whole).Select(p => p.Condition).SequenceEqual(score.ToPredictions().Select(p => p.Condition)) ? 1 : 0;
        }

        Assert.True(same >= 0.96 * all, $"{same} of {all} the same");
    }
}
