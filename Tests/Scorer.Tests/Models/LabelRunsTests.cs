using Faultline.Contracts;
using Faultline.Scorer.Labels;
using Faultline.TimeSeries;
using Xunit;

namespace Faultline.Scorer.Tests.Models;

/// <summary>Which windows of an export belong together.</summary>
public sealed class LabelRunsTests
{
    [Fact]
    public void Windows_ThatFollowCloselyInOneSystem_AreOneRun() =>
        Assert.Equal([0, 0, 1, 2], LabelRuns.Of([Label("press-1", 0, 1), Label("press-1", 10, 2), Label("press-1", 21, 3), Label("press-2", 22, 4)]));

    // Runs are told apart by their numbers, which need not follow each other.
    [Fact]
    public void SameWindow_Later_JoinsBothRunsAsAWhole() =>
        Assert.Equal([0, 1, 0, 0, 3], LabelRuns.Of([Label("press-1", 0, 1), Label("press-1", 30, 2), Label("press-1", 60, 3), Label("press-1", 61, 1), Label("press-1", 90, 5)]));

    [Fact]
    public void SameWindows_InAChain_AreOneRun() => Assert.Single(
        LabelRuns.Of([Label("a", 0, 1), Label("b", 0, 2), Label("b", 5, 3), Label("c", 0, 3), Label("c", 5, 1)]).Distinct());

    [Fact]
    public void NoLabels_HaveNoRuns() => Assert.Empty(LabelRuns.Of([]));

    private static PredictionLabel Label(string system, int minute, float window) => new(
        Guid.NewGuid(), new SystemId(system), Machine.Start.AddMinutes(minute), IsRight: true, [100, 100, 0, 130], [.. Enumerable.Repeat(window, 1020)], "", Machine.Start, "ada");
}
