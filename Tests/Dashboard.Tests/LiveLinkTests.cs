using Faultline.Dashboard.Live;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Dashboard.Tests;

public sealed class LiveLinkTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider time = new(Samples.Start);
    private readonly FakeHub hub = new();
    private readonly LiveLink link;
    private int reloads;

    public LiveLinkTests() => link = new LiveLink(hub, time) { Reload = _ => Task.FromResult(reloads++) };

    public void Dispose() => link.Dispose();

    [Fact]
    public async Task Start_Accepted_IsConnectedAndLoads()
    {
        link.Start();
        Assert.Equal(LinkState.Connecting, link.State);
        hub.Accept();
        await link.UntilAsync(LinkState.Connected);

        Assert.Equal((LinkState.Connected, 1), (link.State, reloads));
        Assert.Null(link.DownSince);
    }

    [Fact]
    public async Task Drop_AfterConnect_WaitsThenConnectsAndLoadsAgain()
    {
        link.Start();
        hub.Accept();
        await link.UntilAsync(LinkState.Connected);
        hub.Drop();
        await link.UntilAsync(LinkState.Waiting);
        Assert.Equal(Samples.Start, link.DownSince);

        var attempted = hub.Attempted;
        time.Advance(TimeSpan.FromSeconds(1));
        await attempted.WaitAsync(Timeout);
        hub.Accept();
        await link.UntilAsync(LinkState.Connected);

        Assert.Equal((LinkState.Connected, 2), (link.State, reloads));
    }

    [Fact]
    public async Task Refused_ManyTimes_TriesForEverAndRemembersSinceWhen()
    {
        link.Start();
        for (var i = 0; i < 30; i++)
        {
            hub.Refuse();
            await link.UntilAsync(LinkState.Waiting);
            var attempted = hub.Attempted;
            Assert.InRange(link.NextAttempt!.Value - time.GetUtcNow(), TimeSpan.FromSeconds(0.3), BackOff.Longest);
            time.Advance(BackOff.Longest);
            await attempted.WaitAsync(Timeout);
        }

        Assert.Equal((31, Samples.Start), (hub.Attempts, link.DownSince));
    }

    [Fact]
    public async Task TryNow_WhileWaiting_DoesNotWaitForTheDueTime()
    {
        link.Start();
        hub.Refuse();
        await link.UntilAsync(LinkState.Waiting);
        var attempted = hub.Attempted;
        link.TryNow();
        await attempted.WaitAsync(Timeout);

        Assert.Equal(2, hub.Attempts);
    }

    [Fact]
    public async Task Reload_Failing_CountsAsFailedAttempt()
    {
        var checks = 0;
        link.Reload = _ => throw new InvalidOperationException("no database");
        link.CheckSession = () => Task.FromResult(checks++);
        link.Start();
        hub.Accept();
        await link.UntilAsync(LinkState.Waiting);

        Assert.Equal((LinkState.Waiting, 1), (link.State, checks));
    }

    [Fact]
    public async Task Stop_WhileConnected_StaysStopped()
    {
        link.Start();
        hub.Accept();
        await link.UntilAsync(LinkState.Connected);
        await link.StopAsync();
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((LinkState.Stopped, 1), (link.State, hub.Attempts));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(5, 8)]
    [InlineData(6, 10)]
    [InlineData(1000, 10)]
    public void BackOff_Failures_DoublesUpToTheLongest(int failures, double seconds)
    {
        Assert.Equal(seconds, BackOff.After(failures, 0).TotalSeconds);
        Assert.Equal(seconds * 0.75, BackOff.After(failures, 1).TotalSeconds);
    }
}
