using Faultline.Contracts;
using Faultline.Dashboard.Live;

namespace Faultline.Dashboard.Tests;

public sealed class AlarmBookTests
{
    private readonly AlarmBook book = new();

    [Fact]
    public void List_MixedAlarms_PutsUnacknowledgedFirstThenNewest()
    {
        book.Apply(Samples.Raise(Samples.Alarm(1, minute: 1)));
        book.Apply(Samples.Raise(Samples.Alarm(2, minute: 3)));
        book.Apply(Samples.Raise(Samples.Alarm(3, minute: 2)));
        book.Apply(Samples.Acknowledge(Samples.Alarm(2, minute: 3)));

        Assert.Equal(["Alarm number 3.", "Alarm number 1.", "Alarm number 2."], book.List(new AlarmFilter()).Select(alarm => alarm.Message));
    }

    [Fact]
    public void Apply_LateRaisedAfterAcknowledged_KeepsTheAcknowledgement()
    {
        book.Apply(Samples.Acknowledge(Samples.Alarm(1)));
        book.Apply(Samples.Raise(Samples.Alarm(1)));

        Assert.True(book.Find(Samples.Alarm(1).Id)!.Acknowledged);
    }

    [Fact]
    public void Apply_AcknowledgedAndClearedApart_JoinsBoth()
    {
        book.Apply(Samples.Raise(Samples.Alarm(1)));
        book.Apply(Samples.Clear(Samples.Alarm(1)));
        book.Apply(Samples.Acknowledge(Samples.Alarm(1)));

        var alarm = book.Find(Samples.Alarm(1).Id)!;
        Assert.Equal((AlarmState.Cleared, true, "op"), (alarm.State, alarm.Acknowledged, alarm.AcknowledgedBy));
    }

    [Fact]
    public void Apply_FirstRaised_AnnouncesOnce()
    {
        var announced = new List<string>();
        book.Raised += alarm => announced.Add(alarm.Message);
        book.Apply(Samples.Raise(Samples.Alarm(1)));
        book.Apply(Samples.Raise(Samples.Alarm(1)));
        book.Apply(Samples.Clear(Samples.Alarm(1)));

        Assert.Equal(["Alarm number 1."], announced);
    }

    [Fact]
    public void Reconcile_ActiveAlarmGoneMeanwhile_CountsAsCleared()
    {
        book.Apply(Samples.Raise(Samples.Alarm(1)));
        book.Apply(Samples.Raise(Samples.Alarm(2)));
        book.Apply(Samples.Raise(Samples.Alarm(3, system: "hydraulic-2")));
        book.Reconcile(Samples.System, [Samples.Alarm(2)]);

        Assert.Equal(["Alarm number 2.", "Alarm number 3."], book.Active().Select(alarm => alarm.Message).Order());
    }

    [Fact]
    public void Load_MoreThanCapacity_DropsFinishedOnesFirst()
    {
        var finished = Samples.Acknowledge(Samples.Alarm(1)).Alarm with { State = AlarmState.Cleared };
        book.Load([finished, .. Enumerable.Range(2, AlarmBook.Capacity).Select(i => Samples.Alarm(i))]);

        Assert.Equal(AlarmBook.Capacity, book.Count);
        Assert.Null(book.Find(finished.Id));
    }

    [Fact]
    public void Filter_StateSystemSeverity_AllApply()
    {
        book.Load([Samples.Alarm(1, AlarmSeverity.Low), Samples.Alarm(2, AlarmSeverity.Critical), Samples.Alarm(3, AlarmSeverity.Critical, system: "hydraulic-2")]);

        var list = book.List(new AlarmFilter(AlarmState.Active, Samples.System, AlarmSeverity.High));

        Assert.Equal("Alarm number 2.", Assert.Single(list).Message);
    }
}
