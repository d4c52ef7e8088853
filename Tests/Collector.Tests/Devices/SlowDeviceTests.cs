using Faultline.Collector.Tests.Drivers;
using Xunit;

namespace Faultline.Collector.Tests.Devices;

public sealed class SlowDeviceTests
{
    [Fact]
    public async Task DeviceThatNeverAnswers_DelaysNoOther()
    {
        using var hanging = new HangingDevice();
        await using var slow = ServedDevice.Start(hanging, settings => settings with { RequestTimeoutMs = 60_000 }, Samples.Tag("A", 1, 0));
        await hanging.Asked.WaitAsync(Signal.Patience);

        await using var quick = ServedDevice.Start(new HolesDevice(), null, Samples.Tag("B", 1, 7));
        await quick.UntilAsync(() => quick.Sink.Batches >= 10);

        Assert.Equal(0, slow.Sink.Batches);
        Assert.False(slow.Reading.IsCompleted);
    }
}
