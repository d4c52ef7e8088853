using Faultline.Dashboard.Live;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Dashboard.Tests;

public sealed class RenderThrottleTests : IDisposable
{
    private readonly FakeTimeProvider time = new(Samples.Start);
    private readonly RenderThrottle throttle;
    private int renderings;

    public RenderThrottleTests() => throttle = new RenderThrottle(time, () => Task.FromResult(renderings++));

    public void Dispose() => throttle.Dispose();

    [Fact]
    public void Request_AfterQuiet_RendersAtOnce()
    {
        throttle.Request();

        Assert.Equal(1, renderings);
    }

    [Fact]
    public void Request_HundredTimesASecond_RendersTenTimes()
    {
        for (var i = 0; i < 100; i++)
        {
            throttle.Request();
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(renderings, 10, 11);
    }

    [Fact]
    public void Request_LastOfABurst_IsRendered()
    {
        throttle.Request();
        throttle.Request();
        time.Advance(RenderThrottle.Default);

        Assert.Equal(2, renderings);
    }

    [Fact]
    public void Request_AfterDispose_DoesNothing()
    {
        throttle.Dispose();
        throttle.Request();

        Assert.Equal(0, renderings);
    }
}
