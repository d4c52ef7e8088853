using Faultline.Collector.Validation;
using Faultline.Contracts;
using Xunit;

namespace Faultline.Collector.Tests;

public sealed class QuarantineLimiterTests
{
    private readonly QuarantineLimiter limiter = new(TimeSpan.FromSeconds(1));

    [Fact]
    public void Flood_BecomesOneEntryAnInterval_WithACount()
    {
        var admitted = Enumerable.Range(0, 101).Select(i => Admit("PS1", i * 0.02)).OfType<QuarantinedReading>().ToArray();

        Assert.Equal(3, admitted.Length);
        Assert.Equal("bad", admitted[0].Detail);
        Assert.StartsWith("bad (49 more", admitted[1].Detail, StringComparison.Ordinal);
        Assert.StartsWith("bad (49 more", admitted[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Sensors_AreLimited_EachByItself()
    {
        Assert.NotNull(Admit("PS1", 0));
        Assert.NotNull(Admit("PS2", 0));
        Assert.Null(Admit("PS1", 0.5));
    }

    [Fact]
    public void Recovery_TellsWhatWasHeldBack_OnceTheIntervalIsOver()
    {
        Admit("PS1", 0);
        Admit("PS1", 0.1);

        Assert.Empty(limiter.Recover("PS1", At(0.2)));
        var closing = Assert.Single(limiter.Recover("PS1", At(1)));
        Assert.Contains("1 more", closing.Detail, StringComparison.Ordinal);
        Assert.Equal(At(0.1), closing.ReceivedAt);
        Assert.Empty(limiter.Recover("PS1", At(2)));
    }

    [Fact]
    public void Flush_TellsEverything_HeldBack()
    {
        Admit("PS1", 0);
        Admit("PS1", 0.1);
        Admit("PS2", 0);

        Assert.Single(limiter.Flush());
        Assert.Empty(limiter.Flush());
    }

    private QuarantinedReading? Admit(string sensor, double seconds) => limiter.Admit(
        new QuarantinedReading(new SystemId("hydraulic-1"), sensor, At(seconds), At(seconds), null, "7fc00000", QuarantineReason.NotFinite, ""), () => "bad");

    private static DateTimeOffset At(double seconds) => Validation.Start.AddSeconds(seconds);
}
