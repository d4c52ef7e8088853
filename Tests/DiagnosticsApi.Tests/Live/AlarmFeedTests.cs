using Faultline.DiagnosticsApi.Live;
using Faultline.DiagnosticsApi.Tests.Running;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Faultline.DiagnosticsApi.Tests.Live;

public sealed class AlarmFeedTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 6, 0, 0, TimeSpan.Zero));
    private readonly AlarmFeed feed;

    public AlarmFeedTests() => feed = new AlarmFeed(clock);

    [Fact]
    public void Transition_IsNewOnce()
    {
        feed.Start(10);

        Assert.True(Accepts(11));
        Assert.False(Accepts(11));
    }

    [Fact]
    public void Transition_BeforeTheStart_IsNotNew()
    {
        feed.Start(10);

        Assert.False(Accepts(10));
    }

    [Fact]
    public void Transition_ThatAnotherOvertook_IsStillNew()
    {
        feed.Start(10);

        Assert.True(Accepts(12));
        Assert.Equal(10, feed.ReadAfter());
        Assert.True(Accepts(11));
    }

    [Fact]
    public void Transitions_OnceSettled_AreNotReadAgain()
    {
        feed.Start(10);
        Accepts(11);
        Accepts(12);
        clock.Advance(AlarmFeed.Settling);

        Assert.Equal(12, feed.ReadAfter());
        Assert.False(Accepts(11));
        Assert.True(Accepts(13));
    }

    [Fact]
    public void Transition_BeforeTheFeedStarted_IsPassedOn()
    {
        Assert.True(Accepts(5));
        Assert.False(Accepts(5));
    }

    private bool Accepts(long id) => feed.Accept(Plant.Raised(Plant.NewSystem(), "PS1", clock.GetUtcNow()) with { TransitionId = id });
}
