using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

public sealed class BackOffTests
{
    [Fact]
    public void Pause_DoublesUpToHalfAMinute()
    {
        var backOff = new BackOff();
        var pauses = Enumerable.Range(0, 8).Select(_ => backOff.Next(TimeSpan.FromSeconds(1)).TotalSeconds);
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30], pauses);
    }

    [Fact]
    public void Pause_AfterAStableMinute_BeginsAgain()
    {
        var backOff = new BackOff();
        backOff.Next(TimeSpan.Zero);
        backOff.Next(TimeSpan.Zero);
        Assert.Equal(BackOff.Shortest, backOff.Next(BackOff.Stable));
    }
}
