using Faultline.Learning.Drift;
using Faultline.Learning.Models;
using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

public class DriftMonitorTests
{
    private static readonly ConditionModel Model = ConditionModel.LoadEmbedded();

    [SkippableFact]
    public void Compare_CyclesDrawnFromTraining_HaveNotDrifted()
    {
        var monitor = new DriftMonitor(Model);
        Feed(monitor, RecordedData.Require(), (_, _) => { });

        Assert.Equal(RigLayout.Sensors + 4, monitor.Compare().Count);
        Assert.DoesNotContain(monitor.Compare(), verdict => verdict.HasDrifted);
    }

    [SkippableFact]
    public void Compare_OneSensorShifted_OnlyItsVerdictIsDrift()
    {
        var monitor = new DriftMonitor(Model);
        int fs1 = RigLayout.IndexOf("FS1");
        Feed(monitor, RecordedData.Require(), (_, values) =>
        {
            foreach (ref double value in values.AsSpan(fs1 * RigLayout.Seconds, RigLayout.Seconds))
                value += 0.1;
        });

        var drifted = monitor.Compare().Where(verdict => verdict.HasDrifted && verdict.Test == DriftTest.KolmogorovSmirnov);
        Assert.Equal("FS1", Assert.Single(drifted).Name);
    }

    [SkippableFact]
    public void Compare_OneConditionOnly_PredictionsHaveDrifted()
    {
        var cycles = RecordedData.Require();
        var monitor = new DriftMonitor(Model);
        var score = new WindowScore();
        for (int i = 0; i < DriftMonitor.FewestWindows; i++)
        {
            Model.Score(cycles.Window(100 + i).Values, score);
            monitor.Add(cycles.Window(100 + i).Values, score);
        }

        Assert.True(monitor.Compare().Single(v => v.Name == "cooler").HasDrifted);
    }

    [Fact]
    public void Compare_TooFewWindows_HasNoVerdict()
    {
        var monitor = new DriftMonitor(Model);
        var score = new WindowScore();
        for (int i = 0; i < DriftMonitor.FewestWindows - 1; i++)
            monitor.Add(new double[RigLayout.Values], score);

        Assert.Empty(monitor.Compare());
        monitor.Add(new double[RigLayout.Values], score);
        Assert.NotEmpty(monitor.Compare());
    }

    private static void Feed(DriftMonitor monitor, Data.RecordedCycles cycles, Action<int, double[]> change)
    {
        var random = new Random(4);
        var score = new WindowScore();
        for (int i = 0; i < DriftMonitor.Capacity; i++)
        {
            var values = cycles.Window(random.Next(cycles.Count)).Values.ToArray();
            change(i, values);
            Model.Score(values, score);
            monitor.Add(values, score);
        }
    }
}
