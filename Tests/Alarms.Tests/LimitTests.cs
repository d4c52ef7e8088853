using Faultline.Contracts;
using Xunit;

namespace Faultline.Alarms.Tests;

public sealed class LimitTests
{
    [Theory]
    [InlineData(200.1, "Raised HighHigh")]
    [InlineData(200, "Raised High")]
    [InlineData(195, "")]
    [InlineData(150, "")]
    [InlineData(120, "")]
    [InlineData(119.9, "Raised Low")]
    [InlineData(100, "Raised Low")]
    [InlineData(99.9, "Raised LowLow")]
    public void Reading_BeyondLimits_RaisesTheWorstOnly(double value, string expected) =>
        Assert.Equal(expected, Rig.Engine().Read(0, value).Steps());

    [Fact]
    public void Alarm_OfALimit_CarriesValueLimitAndSourceTime()
    {
        var alarm = Assert.Single(Rig.Engine().Read(3, 201.25)).Alarm;

        Assert.Equal((201.25, 200.0, Rig.At(3)), (alarm.Value, alarm.Limit!.Value, alarm.RaisedAt));
        Assert.Equal((AlarmSeverity.Critical, AlarmState.Active, false), (alarm.Severity, alarm.State, alarm.Acknowledged));
        Assert.Equal("Pressure after main pump (PS1) is 201.25 bar, above its high-high limit of 200 bar.", alarm.Message);
    }

    [Fact]
    public void Condition_Worsening_ReplacesTheOccurrence()
    {
        var engine = Rig.Engine();
        engine.Read(0, 196);

        Assert.Equal("Cleared High, Raised HighHigh", engine.Read(1, 201).Steps());
    }

    [Fact]
    public void Condition_Easing_ReturnsToTheMilderLimitAfterTheOffDelay()
    {
        var engine = Rig.Engine();
        engine.Read(0, 201);

        Assert.Empty(engine.Read(1, 197));
        Assert.Empty(engine.Read(2.9, 197));
        Assert.Equal("Cleared HighHigh, Raised High", engine.Read(3, 197).Steps());
    }

    [Fact]
    public void Condition_GoingStraightInside_DoesNotRaiseTheMilderLimitOnItsWay()
    {
        var engine = Rig.Engine();
        engine.Read(0, 201);
        engine.Read(1, 197);
        Assert.Empty(engine.Read(2, 150));
        Assert.Empty(engine.Read(3, 150));

        Assert.Equal("Cleared HighHigh", engine.Read(4, 150).Steps());
    }

    [Fact]
    public void Condition_ChangingSides_ClearsOneAndRaisesTheOther()
    {
        var engine = Rig.Engine(Rig.Limits with { OffDelay = TimeSpan.Zero });
        engine.Read(0, 201);

        Assert.Equal("Cleared HighHigh, Raised LowLow", engine.Read(1, 10).Steps());
    }

    [Fact]
    public void Deadband_ValueWithin_KeepsTheAlarm()
    {
        var engine = Rig.Engine(Rig.Limits with { OffDelay = TimeSpan.Zero });
        engine.Read(0, 196);

        Assert.Empty(engine.Read(1, 193.1));
        Assert.Equal("Cleared High", engine.Read(2, 193).Steps());
    }

    [Fact]
    public void Deadband_ValueWithin_RaisesNothing()
    {
        Assert.Empty(Rig.Engine().Read(0, 194));
    }

    [Fact]
    public void OnDelay_ShorterExcursion_RaisesNothing()
    {
        var engine = Rig.Engine(Rig.Limits with { OnDelay = TimeSpan.FromSeconds(1) });
        Assert.Empty(engine.Read(0, 196));
        Assert.Empty(engine.Read(0.5, 190));
        Assert.Empty(engine.Read(1, 196));
        Assert.Empty(engine.Read(1.9, 196));

        Assert.Equal("Raised High", engine.Read(2, 196).Steps());
    }

    [Fact]
    public void OnDelay_OfTheMilderLimit_RunsOnThroughTheWorse()
    {
        var engine = Rig.Engine(Rig.Limits with { OnDelay = TimeSpan.FromSeconds(1) });
        engine.Read(0, 196);
        engine.Read(0.6, 201);

        Assert.Equal("Raised High", engine.Read(1, 201).Steps());
        Assert.Equal("Cleared High, Raised HighHigh", engine.Read(1.6, 201).Steps());
    }

    [Fact]
    public void OffDelay_ReturnBeforeItEnds_KeepsTheAlarm()
    {
        var engine = Rig.Engine();
        engine.Read(0, 196);
        engine.Read(1, 150);
        Assert.Empty(engine.Read(2.5, 196));
        Assert.Empty(engine.Read(3, 150));
        Assert.Empty(engine.Read(4.9, 150));

        var cleared = Assert.Single(engine.Read(5, 150));
        Assert.Equal((AlarmEvent.Cleared, AlarmState.Cleared, Rig.At(5)), (cleared.Event, cleared.Alarm.State, cleared.Alarm.ClearedAt));
    }

    [Fact]
    public void Quality_NotGood_DoesNotCount()
    {
        var engine = Rig.Engine();

        Assert.Empty(engine.Read(0, 210, Quality.BadSensorFailure));
        Assert.Empty(engine.Read(1, 210, Quality.UncertainSensorNotAccurate));
        Assert.Equal("Raised HighHigh", engine.Read(2, 210).Steps());
    }

    [Fact]
    public void Reading_NotNewerThanTheLast_DoesNotCount()
    {
        var engine = Rig.Engine();
        engine.Read(5, 150);

        Assert.Empty(engine.Read(5, 210));
        Assert.Empty(engine.Read(4, 210));
    }

    [Fact]
    public void Reading_OfAnUnknownSensor_DoesNotCount() =>
        Assert.Empty(Rig.Engine().OnReading(new Reading(SensorId.Create(3, 1), Rig.Start, 500, Quality.Good)));

    [Fact]
    public void Occurrence_FoundAgain_HasTheSameId() =>
        Assert.Equal(Rig.Engine().Read(7, 201)[0].Alarm.Id, Rig.Engine().Read(7, 201)[0].Alarm.Id);
}
