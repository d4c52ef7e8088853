using Faultline.Contracts;
using Faultline.Learning.Degradation;
using Xunit;

namespace Faultline.Learning.Tests;

public class DegradationTrendTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static DegradationTrend Feed(int minutes, Func<double, double> wearAtDay, double scatter = 0.02, int seed = 1)
    {
        var random = new Random(seed);
        var trend = new DegradationTrend(new DegradationOptions());
        for (int minute = 0; minute < minutes; minute += 10)
            trend.Add(Start.AddMinutes(minute), Math.Clamp(wearAtDay(minute / 1440.0) + (scatter * (random.NextDouble() - 0.5)), 0, 1));
        return trend;
    }

    [Fact]
    public void Estimate_FewPredictions_IsPending() =>
        Assert.Equal(RemainingLifeState.Pending, Feed(200, day => day).Estimate().State);

    [Fact]
    public void Estimate_ManyPredictionsInAShortTime_IsPending()
    {
        var trend = new DegradationTrend(new DegradationOptions());
        for (int second = 0; second < 500; second++)
            trend.Add(Start.AddSeconds(second), second / 1000.0);

        Assert.Equal(RemainingLifeState.Pending, trend.Estimate().State);
    }

    [Fact]
    public void Estimate_ConstantWear_IsNotDegradingButForTheIntervalsShare()
    {
        int degrading = Enumerable.Range(0, 200).Count(seed => Feed(5000, _ => 0.3, seed: seed).Estimate().State != RemainingLifeState.NotDegrading);

        Assert.InRange(degrading, 0, 20);
    }

    [Fact]
    public void Estimate_Healing_IsNotDegrading() =>
        Assert.Equal(RemainingLifeState.NotDegrading, Feed(4000, day => 0.8 - (0.1 * day)).Estimate().State);

    [Fact]
    public void Estimate_SteadyWear_HasTheTrueTimeInNineOfTenIntervals()
    {
        int inside = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var life = Feed(3000, day => 0.1 + (0.1 * day), scatter: 0.1, seed: seed).Estimate();
            Assert.Equal(RemainingLifeState.Value, life.State);
            double truth = 9 - (2990 / 1440.0);
            inside += life.Earliest!.Value.TotalDays <= truth && (life.Latest?.TotalDays ?? 1e9) >= truth ? 1 : 0;
            Assert.Equal(truth, life.Expected!.Value.TotalDays, truth / 4);
        }

        Assert.InRange(inside, 168, 200);
    }

    [Fact]
    public void Estimate_VerySlowWear_IsBeyondTheHorizon()
    {
        var life = Feed(5000, day => 0.1 + (0.002 * day), scatter: 0.0005).Estimate();

        Assert.Equal((RemainingLifeState.BeyondHorizon, null), (life.State, life.Expected));
        Assert.Equal(0.002, life.WearPerDay!.Value, 0.0002);
    }

    [Fact]
    public void Estimate_LastLevelReached_IsZero() =>
        Assert.Equal(TimeSpan.Zero, Feed(4000, day => 1.2 * day, scatter: 0).Estimate().Expected);

    [Fact]
    public void Add_OutOfOrder_IsLeftOut()
    {
        var trend = new DegradationTrend(new DegradationOptions());

        Assert.True(trend.Add(Start, 0.1));
        Assert.False(trend.Add(Start, 0.2));
        Assert.False(trend.Add(Start.AddMinutes(-1), 0.2));
        Assert.Equal(1, trend.Count);
    }

    [Fact]
    public void Constructor_EveryFault_IsNamed()
    {
        var fault = Assert.Throws<ArgumentException>(() => new DegradationTrend(
            new DegradationOptions { Capacity = 1, FewestPredictions = 2, ShortestSpan = TimeSpan.Zero, Horizon = TimeSpan.Zero }));

        Assert.All(new[] { "Capacity 1", "FewestPredictions 2", "ShortestSpan", "Horizon" }, name => Assert.Contains(name, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ExpectedWear_MixedProbabilities_IsTheirMean() =>
        Assert.Equal(0.25, DegradationTrend.ExpectedWear(Component.Pump, [0.5, 0.5, 0]), 12);
}
