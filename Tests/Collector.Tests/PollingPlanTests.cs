using Faultline.Collector.Polling;
using Faultline.Contracts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.Collector.Tests;

public sealed class PollingPlanTests
{
    private readonly ReadPlan plan = new(HydraulicRig.Sensors, 1);

    [Theory]
    [InlineData(0, 34)]
    [InlineData(1, 12)]
    [InlineData(4, 12)]
    [InlineData(5, 18)]
    [InlineData(49, 12)]
    [InlineData(50, 34)]
    public void Tick_ReadsWhatIsDue_InOneRequest(int tick, int registers)
    {
        for (var before = 0; before < tick; before++)
            plan.Due(before);

        var span = Assert.Single(plan.Due(tick));

        Assert.Equal((0, registers), (span.Address, span.Count));
        Assert.Equal(registers / 2, span.Sensors.Length);
    }

    [Fact]
    public void LeftOutTick_IsMadeUpFor_AtTheNext()
    {
        plan.Due(0);

        Assert.Equal(34, Assert.Single(plan.Due(53)).Count);
        Assert.Equal(12, Assert.Single(plan.Due(54)).Count);
        Assert.Equal(18, Assert.Single(plan.Due(55)).Count);
    }

    [Fact]
    public void Sensors_FarApart_TakeTwoRequests()
    {
        var spans = RegisterSpan.Cover([HydraulicRig.Sensors[0], HydraulicRig.Sensors[16]]);

        Assert.Equal([(0, 2), (32, 2)], spans.Select(span => ((int)span.Address, span.Count)));
    }

    [Fact]
    public async Task Schedule_DoesNotDrift_AndLeavesOutWhatIsPast()
    {
        var time = new FakeTimeProvider();
        var schedule = new PollSchedule(time, TimeSpan.FromMilliseconds(20));

        Assert.Equal(new PollTick(0, 0, TimeSpan.Zero), await schedule.WaitAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromMilliseconds(27));
        Assert.Equal(new PollTick(1, 0, TimeSpan.FromMilliseconds(7)), await schedule.WaitAsync(CancellationToken.None));
        time.Advance(TimeSpan.FromMilliseconds(54));
        Assert.Equal(new PollTick(4, 2, TimeSpan.FromMilliseconds(1)), await schedule.WaitAsync(CancellationToken.None));
        var waiting = schedule.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal(new PollTick(5, 0, TimeSpan.Zero), await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }
}
