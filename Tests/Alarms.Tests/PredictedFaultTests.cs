using Faultline.Alarms.Faults;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Alarms.Tests;

public sealed class PredictedFaultTests
{
    [Theory]
    [InlineData(1, 0.9, AlarmSeverity.Critical)]
    [InlineData(1, 0.89, AlarmSeverity.High)]
    [InlineData(0.5, 0.9, AlarmSeverity.High)]
    [InlineData(0.5, 0.7, AlarmSeverity.Medium)]
    [InlineData(0.33, 0.95, AlarmSeverity.Medium)]
    [InlineData(0.33, 0.7, AlarmSeverity.Low)]
    public void Severity_OfWearAndProbability_FollowsTheTable(double wear, double probability, AlarmSeverity expected) =>
        Assert.Equal(expected, FaultSeverity.Of(wear, probability));

    [Fact]
    public void Severity_OfAHealthyComponent_IsNone() => Assert.Null(FaultSeverity.Of(0, 1));

    [Fact]
    public void Fault_Persisting_IsRaisedAfterThePersistence()
    {
        var engine = Rig.Engine();

        Assert.Empty(Series(engine, 0, 9, pump: 2));
        var alarm = Assert.Single(engine.Predict(10, 2)).Alarm;
        Assert.Equal(("pump", AlarmCondition.Fault, AlarmSeverity.Critical, 2.0), (alarm.Source, alarm.Condition, alarm.Severity, alarm.Value));
        Assert.Equal("Pump is predicted at leakage grade 2 (probability 95 %).", alarm.Message);
    }

    [Fact]
    public void Fault_OnAFasterLine_PersistsInProportion()
    {
        var engine = Rig.Engine(cycle: TimeSpan.FromSeconds(6));

        Assert.Equal("Raised Critical", Enumerable.Range(0, 11).SelectMany(i => engine.Predict(i * 0.1, 2)).Steps());
    }

    [Fact]
    public void Fault_Interrupted_StartsItsSeriesAnew()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 9, pump: 2);
        engine.Predict(10, 0);

        Assert.Empty(Series(engine, 11, 20, pump: 2));
        Assert.Equal("Raised Critical", engine.Predict(21, 2).Steps());
    }

    [Fact]
    public void Fault_WithUnsureScores_IsNotRaised()
    {
        var engine = Rig.Engine();

        Assert.Empty(Enumerable.Range(0, 60).SelectMany(i => engine.Predict(i, 2, 0.55)));
    }

    [Fact]
    public void Fault_AcrossALongPause_StartsItsSeriesAnew()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 5, pump: 2);

        Assert.Empty(engine.Predict(30, 2));
    }

    [Fact]
    public void Fault_Wavering_TakesTheMildestSeverityOfItsSeries()
    {
        var engine = Rig.Engine();

        var steps = Enumerable.Range(0, 11).SelectMany(i => engine.Predict(i, i % 2 == 0 ? 2 : 1)).Steps();
        Assert.Equal("Raised High", steps);
    }

    [Fact]
    public void Fault_Worsening_ReplacesTheOccurrence()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 10, pump: 1);

        Assert.Equal("Cleared High, Raised Critical", Series(engine, 11, 21, pump: 2).Steps());
    }

    [Fact]
    public void Fault_WorseningAtOnce_IsReplacedNoSoonerThanThePersistence()
    {
        var engine = Rig.Engine();
        engine.Predict(0, 2, 0.7);
        Assert.Equal("Raised High", Series(engine, 1, 10, pump: 2).Steps());

        Assert.Empty(Series(engine, 11, 19, pump: 2));
        Assert.Equal("Cleared High, Raised Critical", engine.Predict(20, 2).Steps());
    }

    [Fact]
    public void Fault_Easing_KeepsItsSeverity()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 10, pump: 2);

        Assert.Empty(Series(engine, 11, 60, pump: 1));
    }

    [Fact]
    public void Fault_Healthy_ClearsAfterTheDelay()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 10, pump: 2);
        Assert.Empty(Series(engine, 11, 25, pump: 0));

        Assert.Equal("Cleared Critical", engine.Predict(26, 0).Steps());
    }

    [Fact]
    public void Fault_UnsureWhileActive_Stays()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 10, pump: 2);

        Assert.Empty(Enumerable.Range(11, 40).SelectMany(i => engine.Predict(i, 0, 0.5)));
    }

    private static List<AlarmTransition> Series(AlarmEngine engine, int first, int last, double pump) =>
        [.. Enumerable.Range(first, last - first + 1).SelectMany(i => engine.Predict(i, pump))];
}
