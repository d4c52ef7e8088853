using Faultline.Contracts;
using Xunit;

namespace Faultline.Alarms.Tests;

public sealed class UnknownConditionTests
{
    private static readonly Anomaly Known = new(0.4, false, []);
    private static readonly Anomaly Unlike = new(3, true, [new SensorDeviation("PS6", 4), new SensorDeviation("PS5", 2)]);
    private static readonly Anomaly Between = new(2, true, [new SensorDeviation("FS1", 0.8)], IsBetweenLevels: true);

    [Fact]
    public void Unknown_Persisting_IsRaisedOnceAndNamesTheSensors()
    {
        var engine = Rig.Engine();

        Assert.Empty(Series(engine, 0, 89, Unlike));
        var alarm = Assert.Single(Series(engine, 90, 200, Unlike)).Alarm;
        Assert.Equal(
            (AlarmKind.UnknownCondition, AlarmCondition.Unknown, AlarmSeverity.Medium, "condition", 3.0), (alarm.Kind, alarm.Condition, alarm.Severity, alarm.Source, alarm.Value));
        Assert.Equal(Rig.At(90), alarm.RaisedAt);
        Assert.Contains("PS6, PS5", alarm.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_InterruptedByAKnownWindow_StartsItsSeriesAnew()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 89, Unlike);
        Series(engine, 90, 90, Known);

        Assert.Empty(Series(engine, 91, 180, Unlike));
        Assert.Single(Series(engine, 181, 181, Unlike));
    }

    [Fact]
    public void Unknown_AfterAPause_StartsItsSeriesAnew()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 80, Unlike);

        Assert.Empty(Series(engine, 86, 175, Unlike));
    }

    [Fact]
    public void Unknown_KnownAgain_ClearsAfterTheDelay()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 90, Unlike);

        Assert.Empty(Series(engine, 91, 105, Known));
        var cleared = Assert.Single(Series(engine, 106, 106, Known));
        Assert.Equal((AlarmEvent.Cleared, AlarmKind.UnknownCondition), (cleared.Event, cleared.Alarm.Kind));
    }

    [Fact]
    public void Unknown_BetweenLevels_IsNoAlarm() => Assert.Empty(Series(Rig.Engine(), 0, 300, Between));

    [Fact]
    public void Unknown_ModelThatCannotTell_ChangesNothing()
    {
        var engine = Rig.Engine();
        Series(engine, 0, 90, Unlike);

        Assert.Empty(Series(engine, 91, 300, null));
    }

    [Fact]
    public void Restore_ActiveUnknown_IsNotRaisedAgainAndClears()
    {
        var former = Rig.Engine();
        var raised = Series(former, 0, 90, Unlike).Single().Alarm;
        var engine = Rig.Engine();

        Assert.Empty(engine.Restore([raised]));
        Assert.Empty(Series(engine, 0, 200, Unlike));
        Assert.Equal(raised.Id, Series(engine, 201, 216, Known).Single().Alarm.Id);
    }

    [Theory]
    [InlineData(false, "; the condition is unknown, so this is only the nearest known one.")]
    [InlineData(true, "; the nearest of the known levels.")]
    public void Fault_InAnUnknownCondition_SaysSo(bool betweenLevels, string expected)
    {
        var engine = Rig.Engine();

        var alarm = Series(engine, 0, 10, betweenLevels ? Between : Unlike, pump: 2).Single().Alarm;

        Assert.Equal(AlarmKind.PredictedFault, alarm.Kind);
        Assert.EndsWith(expected, alarm.Message, StringComparison.Ordinal);
    }

    private static List<AlarmTransition> Series(AlarmEngine engine, int first, int last, Anomaly? anomaly, double pump = 0) =>
        [.. Enumerable.Range(first, last - first + 1).SelectMany(second => engine.OnPrediction(new Prediction(
            Guid.Empty, new SystemId("hydraulic-2"), null, Rig.At(second), "test", PredictionSource.Live, 1, [new ComponentPrediction(Component.Pump, pump, 0.95, [])], anomaly)))];
}
