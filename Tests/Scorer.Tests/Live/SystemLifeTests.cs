using Faultline.Contracts;
using Faultline.Scorer.Live;
using Xunit;

namespace Faultline.Scorer.Tests.Live;

public sealed class SystemLifeTests
{
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(60);
    private readonly SystemLife life = new(Cycle);

    [Fact]
    public void Tell_TheFirstPredictions_IsPending() => Assert.Equal(LifeState.Pending, StateOf(life.Tell(Predicted(0, 0))));

    [Fact]
    public void Tell_AWearThatRises_IsATimeWithItsInterval()
    {
        Prediction told = null!;
        for (var cycle = 0; cycle < 100; cycle++)
            told = life.Tell(Predicted(cycle * 60, cycle / 200.0));

        var estimate = told.Components[2].RemainingLife!;
        Assert.Equal(LifeState.Value, estimate.State);
        // Half of the wear is left at 1/200 a minute.
        Assert.InRange(estimate.ExpectedSeconds!.Value, 95 * 60, 107 * 60);
        Assert.InRange(estimate.ExpectedSeconds.Value, estimate.EarliestSeconds!.Value, estimate.LatestSeconds!.Value);
        Assert.Equal(LifeState.NotDegrading, told.Components[0].RemainingLife!.State);
    }

    [Fact]
    public void Tell_AfterARestart_GoesOn()
    {
        life.Restore([.. Enumerable.Range(0, 60).Select(cycle => Predicted(cycle * 60, cycle / 200.0))]);

        Assert.Equal(LifeState.Value, StateOf(life.Tell(Predicted(3600, 0.3))));
    }

    [Fact]
    public void Tell_WithinACycle_OrOfAnUnknownCondition_DoesNotCount()
    {
        for (var second = 0; second < 1900; second++)
            life.Tell(Predicted(second * 0.5, 0.5) with { Anomaly = new Anomaly(2, second % 2 == 1, []) });

        Assert.Equal(LifeState.Pending, StateOf(life.Tell(Predicted(950, 0.5))));
    }

    [Fact]
    public void Tell_BetweenTwoLevels_Counts()
    {
        for (var cycle = 0; cycle < 60; cycle++)
            life.Tell(Predicted(cycle * 60, cycle / 200.0) with { Anomaly = new Anomaly(2, true, [], IsBetweenLevels: true) });

        Assert.Equal(LifeState.Value, StateOf(life.Tell(Predicted(3600, 0.3))));
    }

    private static LifeState StateOf(Prediction prediction) => prediction.Components[2].RemainingLife!.State;

    /// <summary>The pump's probabilities make the wear; the others are healthy.</summary>
    private static Prediction Predicted(double seconds, double wear) => new(
        Guid.NewGuid(), Machine.Definition.Id, null, Machine.At(seconds), "m", PredictionSource.Live, 1,
        [.. ComponentClasses.All.Select(component => new ComponentPrediction(
            component, ComponentClasses.HealthyOf(component), 1,
            component == Component.Pump ? [1 - wear, 0, wear] : [.. ComponentClasses.Of(component).Select((_, level) => level == 0 ? 1.0 : 0)]))]);
}
