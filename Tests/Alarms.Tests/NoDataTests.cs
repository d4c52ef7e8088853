using Faultline.Alarms.Faults;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Alarms.Tests;

public sealed class NoDataTests
{
    private static readonly SensorId[] Ids = [SensorId.Create(2, 1), SensorId.Create(2, 2), SensorId.Create(2, 3)];
    private readonly AlarmEngine engine = Create(5, 5, 10);

    [Fact]
    public void SilentSensor_AmongOthers_IsAnAlarm_UntilItTellsAgain()
    {
        Tell(0, Ids);
        Tell(4, Ids[1], Ids[2]);
        Assert.Empty(engine.OnTime(Rig.At(4.9)));

        var raised = Assert.Single(engine.OnTime(Rig.At(5)));
        Assert.Equal((AlarmKind.NoData, "S1", AlarmEvent.Raised, Rig.At(5)), (raised.Alarm.Kind, raised.Alarm.Source, raised.Event, raised.At));
        Assert.Empty(engine.OnTime(Rig.At(5.5)));
        var cleared = Assert.Single(Tell(6, Ids[0]));

        Assert.Equal((AlarmEvent.Cleared, raised.Alarm.Id, Rig.At(6)), (cleared.Event, cleared.Alarm.Id, cleared.At));
    }

    [Fact]
    public void SilentSystem_IsOneAlarm_NotOneASensor()
    {
        Tell(0, Ids);

        Assert.Empty(engine.OnTime(Rig.At(5)));
        var raised = Assert.Single(engine.OnTime(Rig.At(10)));

        Assert.Equal(("system", AlarmSeverity.Critical, Rig.At(10)), (raised.Alarm.Source, raised.Alarm.Severity, raised.At));
        Assert.Equal(AlarmEvent.Cleared, Assert.Single(Tell(11, Ids[1])).Event);
        Assert.Equal(["S1", "S3"], engine.OnTime(Rig.At(11.5)).Select(step => step.Alarm.Source).Order());
    }

    [Fact]
    public void BadReadings_AreNoData()
    {
        Tell(0, Ids);
        Tell(4, Ids[1], Ids[2]);
        engine.OnReading(new Reading(Ids[0], Rig.At(4.5), 1, Quality.UncertainLastUsableValue));

        Assert.Equal("S1", Assert.Single(engine.OnTime(Rig.At(5))).Alarm.Source);
    }

    [Fact]
    public void SensorOutOfService_IsNoAlarm_AndEndsOne()
    {
        Tell(0, Ids);
        Tell(6, Ids[1], Ids[2]);
        Assert.Single(engine.OnTime(Rig.At(6)));

        engine.OnReading(new Reading(Ids[0], Rig.At(7), 1, Quality.BadOutOfService));

        Assert.Equal(AlarmEvent.Cleared, Assert.Single(engine.OnTime(Rig.At(7))).Event);
        Assert.DoesNotContain(engine.OnTime(Rig.At(11)), step => step.Alarm.Source == "S1");
    }

    [Fact]
    public void Engine_ThatNeverHeardASensor_BeginsToCountWhenItFirstLooks()
    {
        Assert.Empty(engine.OnTime(Rig.At(100)));
        Assert.Empty(engine.OnTime(Rig.At(104)));
        Assert.Equal("system", Assert.Single(engine.OnTime(Rig.At(110))).Alarm.Source);
    }

    [Fact]
    public void RestoredSilence_IsContinued_AndCleared_ByTheNextGoodValue()
    {
        Tell(0, Ids);
        Tell(6, Ids[1], Ids[2]);
        var raised = Assert.Single(engine.OnTime(Rig.At(6)));
        var again = Create(5, 5, 10);

        Assert.Empty(again.Restore([raised.Alarm]));
        var cleared = Assert.Single(again.OnReading(new Reading(Ids[0], Rig.At(8), 1, Quality.Good)));

        Assert.Equal((AlarmEvent.Cleared, raised.Alarm.Id), (cleared.Event, cleared.Alarm.Id));
    }

    [Fact]
    public void Sensors_WithoutALimit_MayBeSilentForEver()
    {
        var quiet = Create(null, null, null);

        Assert.Empty(quiet.OnTime(Rig.At(0)));
        Assert.Empty(quiet.OnTime(Rig.At(100_000)));
    }

    private IReadOnlyList<AlarmTransition> Tell(double seconds, params SensorId[] sensors) =>
        [.. sensors.SelectMany(sensor => engine.OnReading(new Reading(sensor, Rig.At(seconds), 1, Quality.Good)))];

    private static AlarmEngine Create(params double?[] limits) => new(
        new SystemDefinition(new SystemId("hydraulic-2"), 2, "Press 2", HydraulicRig.CycleDuration, [.. limits.Select((limit, index) => new SensorDefinition(
            $"S{index + 1}", index + 1, "", "bar", TimeSpan.FromSeconds(1), 0, 10, null, null, new AlarmLimits(null, null, null, null, 0, TimeSpan.Zero, TimeSpan.Zero))
        {
            NoDataAfter = limit is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        })]), new PredictedFaultOptions());
}
