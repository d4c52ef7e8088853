using Faultline.DiagnosticsApi.Auth;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Auth;

public sealed class SignInThrottleTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly SignInThrottle throttle;

    public SignInThrottleTests() => throttle = new SignInThrottle(clock);

    [Fact]
    public void Failures_UpToTheLimit_AreLetThrough()
    {
        for (var i = 0; i < SignInThrottle.PerUser; i++)
            Assert.Null(throttle.Enter("a", "u"));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), throttle.Enter("a", "u"));
        Assert.Null(throttle.Enter("b", "u"));
        Assert.Null(throttle.Enter("a", "v"));
    }

    [Fact]
    public void Successes_DoNotCount()
    {
        for (var i = 0; i < 5 * SignInThrottle.PerAddress; i++)
        {
            Assert.Null(throttle.Enter("a", "u"));
            throttle.Succeeded("a", "u");
        }
    }

    [Fact]
    public void Names_TriedFromOneAddress_AreLimitedTogether()
    {
        for (var i = 0; i < SignInThrottle.PerAddress; i++)
            Assert.Null(throttle.Enter("a", $"u{i}"));
        Assert.NotNull(throttle.Enter("a", "another"));
    }

    [Fact]
    public void Window_Passed_BeginsAnew()
    {
        for (var i = 0; i <= SignInThrottle.PerUser; i++)
            throttle.Enter("a", "u");
        clock.Advance(SignInThrottle.Window);
        Assert.Null(throttle.Enter("a", "u"));
    }

    [Fact]
    public void Addresses_BeyondTheBound_PushOutTheOldestWindows()
    {
        for (var i = 0; i <= SignInThrottle.PerUser; i++)
            throttle.Enter("first", "u");
        for (var i = 0; i < SignInThrottle.MaxKeys; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            throttle.Enter($"other-{i}", "u");
        }

        Assert.Null(throttle.Enter("first", "u"));
        Assert.Null(throttle.Enter($"other-{SignInThrottle.MaxKeys - 1}", "u"));
    }
}
