using Faultline.Collector.Devices;
using Faultline.Contracts;
using Faultline.TimeSeries;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.Collector.Tests.Devices;

public sealed class DeviceHealthTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly List<Quality> marks = [];
    private readonly DeviceHealth health;

    public DeviceHealthTests() => health = new DeviceHealth(time, TimeSpan.FromSeconds(5), marks.Add);

    [Fact]
    public void SilentDevice_IsUncertain_ThenBad()
    {
        Assert.True(health.Answered());
        Assert.False(health.Answered());

        Assert.True(health.Failed("timeout", Quality.BadNoCommunication));
        Assert.Equal(DeviceState.Uncertain, health.Now.State);
        Assert.False(health.Failed("timeout", Quality.BadNoCommunication));
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal([Quality.UncertainLastUsableValue], marks);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal([Quality.UncertainLastUsableValue, Quality.BadNoCommunication], marks);
        Assert.Equal((DeviceState.Lost, "timeout", 2L), (health.Now.State, health.Now.Fault, health.Now.Failures));
    }

    [Fact]
    public void Device_ThatComesBackInTime_IsNeverBad()
    {
        health.Answered();
        health.Failed("timeout", Quality.BadNoCommunication);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.True(health.Answered());
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([Quality.UncertainLastUsableValue], marks);
        Assert.Equal((DeviceState.Answering, (string?)null), (health.Now.State, health.Now.Fault));
    }

    [Fact]
    public void Device_ThatNeverAnswered_HasNothingToMark()
    {
        Assert.True(health.Failed("refused", Quality.BadNoCommunication));

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(DeviceState.Lost, health.Now.State);
        Assert.Empty(marks);
    }

    public void Dispose() => health.Dispose();
}
