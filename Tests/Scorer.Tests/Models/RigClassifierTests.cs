using Faultline.Contracts;
using Faultline.Learning.Windows;
using Faultline.Scorer.Models;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

public sealed class RigClassifierTests
{
    private readonly RigClassifier classifier = new(Machine.Model);

    [Fact]
    public void Score_AKnownCondition_SaysWhy()
    {
        var verdict = classifier.Score(new Machine(condition: Learning.Twin.RigCondition.Healthy with { PumpLeakage = 2 }).Cycle);

        Assert.False(verdict.Anomaly!.IsUnknown);
        Assert.Empty(verdict.Anomaly.Sensors);
        Assert.All(verdict.Components, component =>
        {
            Assert.InRange(component.Contributions!.Count, 1, RigClassifier.Told);
            Assert.All(component.Contributions, contribution => Assert.True(RigLayout.IndexOf(contribution.Sensor) >= 0));
            Assert.Equal(component.Contributions.OrderByDescending(contribution => Math.Abs(contribution.LogOdds)), component.Contributions);
        });
    }

    [Fact]
    public void Score_AFaultThatWasNeverLearned_IsUnknown_NamingTheSensor()
    {
        var values = new Machine().Cycle.Values.ToArray();
        var pressure = RigLayout.IndexOf("PS6");
        for (var second = 0; second < RigLayout.Seconds; second++)
            values[(pressure * RigLayout.Seconds) + second] += 3;

        var anomaly = classifier.Score(CycleWindow.FromValues(values)).Anomaly!;

        Assert.True(anomaly.IsUnknown && anomaly.Score > 1);
        Assert.Equal("PS6", anomaly.Sensors[0].Sensor);
        Assert.All(anomaly.Sensors, sensor => Assert.True(sensor.Deviation > 1));
    }

    [Fact]
    public void ServingSet_OfSeveralModels_KeepsWhatOneOfThemCanTell()
    {
        var valve = new ValveModel(3);
        var (release, net) = (new ServedModel(classifier, null), new ServedModel(new OnnxClassifier(valve.Content, Component.Valve, "net"), null));
        var set = new ServingSet(1, [release, net, release, release], [null, null, null, null]);

        var verdict = set.Score(new Machine().Cycle);

        Assert.Equal((73, null), (verdict.Components[1].Condition, verdict.Components[1].Contributions));
        Assert.NotNull(verdict.Components[0].Contributions);
        Assert.NotNull(verdict.Anomaly);
        Assert.Equal($"{classifier.Fingerprint}+net", set.Version);
    }

    // A step of the load lies in the gap: a line over it would be taken for another machine.
    [Fact]
    public void Score_WindowWithGaps_FillsThemWithWhatIsExpected()
    {
        var cycle = new Machine().Cycle;
        var partial = cycle.Values.ToArray();
        foreach (var name in (string[])["PS1", "PS2", "PS3", "EPS1", "FS1"])
            partial.AsSpan((RigLayout.IndexOf(name) * RigLayout.Seconds) + 10, 2).Fill(double.NaN);
        var window = CycleWindow.FromPartial(partial);

        var verdict = classifier.Score(window);

        Assert.Equal(10, window.Missing.Length);
        Assert.Equal(classifier.Score(cycle).Components.Select(component => component.Condition), verdict.Components.Select(component => component.Condition));
        Assert.False(verdict.Anomaly!.IsUnknown, $"novelty {verdict.Anomaly.Score}");
        Assert.True(classifier.Score(CycleWindow.FromValues(window.Values)).Anomaly!.Score > 2 * verdict.Anomaly.Score);
    }
}
