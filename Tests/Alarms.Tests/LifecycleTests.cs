using Faultline.Contracts;
using Xunit;

namespace Faultline.Alarms.Tests;

public sealed class LifecycleTests
{
    private static readonly Alarm Raised = Rig.Engine().Read(0, 201)[0].Alarm;

    [Fact]
    public void Accepts_AcknowledgingAnActiveAlarm()
    {
        var step = AlarmLifecycle.Acknowledge(Raised, "mara", Rig.At(5));

        Assert.Equal((AlarmEvent.Acknowledged, AlarmState.Active, true, "mara"), (step.Event, step.Alarm.State, step.Alarm.Acknowledged, step.Alarm.AcknowledgedBy));
    }

    [Fact]
    public void Accepts_AcknowledgingAClearedAlarm() =>
        Assert.Equal(AlarmState.Cleared, AlarmLifecycle.Acknowledge(AlarmLifecycle.Clear(Raised, Rig.At(1)).Alarm, "mara", Rig.At(5)).Alarm.State);

    [Fact]
    public void Accepts_ClearingAnAcknowledgedAlarm_KeepingTheAcknowledgement() =>
        Assert.True(AlarmLifecycle.Clear(AlarmLifecycle.Acknowledge(Raised, "mara", Rig.At(5)).Alarm, Rig.At(6)).Alarm.Acknowledged);

    [Fact]
    public void Rejects_AcknowledgingTwice() => Assert.Throws<InvalidOperationException>(() =>
        AlarmLifecycle.Acknowledge(AlarmLifecycle.Acknowledge(Raised, "mara", Rig.At(5)).Alarm, "jo", Rig.At(6)));

    [Fact]
    public void Rejects_ClearingTwice() =>
        Assert.Throws<InvalidOperationException>(() => AlarmLifecycle.Clear(AlarmLifecycle.Clear(Raised, Rig.At(1)).Alarm, Rig.At(2)));

    [Fact]
    public void Identifier_OfAnOccurrence_IsVersion7OfItsSourceTime()
    {
        var text = Raised.Id.ToString("N");

        Assert.Equal(Rig.Start.ToUnixTimeMilliseconds().ToString("x12", System.Globalization.CultureInfo.InvariantCulture), text[..12]);
        Assert.Equal('7', text[12]);
    }
}
