using Faultline.AppHost.Embedded;
using Xunit;

namespace Faultline.AppHost.Tests;

/// <summary>The last lines of a child.</summary>
public sealed class OutputTailTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Watch_WithoutFollowing_EndsAfterWhatIsKept()
    {
        var tail = new OutputTail();
        for (var i = 1; i <= OutputTail.Capacity + 5; i++) tail.Append($"line {i}", fromError: i % 2 == 0);
        var batches = new List<IReadOnlyList<OutputLine>>();
        await foreach (var batch in tail.WatchAsync(follow: false, CancellationToken.None)) batches.Add(batch);
        var lines = Assert.Single(batches);
        Assert.Equal(OutputTail.Capacity, lines.Count);
        Assert.Equal(new OutputLine(6, "line 6", true), lines[0]);
    }

    [Fact]
    public async Task Watch_Following_TellsEachFurtherLineOnce()
    {
        var tail = new OutputTail();
        tail.Append("first", false);
        using var stop = new CancellationTokenSource(Patience);
        await using var watch = tail.WatchAsync(follow: true, stop.Token).GetAsyncEnumerator(stop.Token);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("first", Assert.Single(watch.Current).Text);
        var next = watch.MoveNextAsync();
        tail.Append("second", true);
        Assert.True(await next);
        Assert.Equal(new OutputLine(2, "second", true), Assert.Single(watch.Current));
    }
}
