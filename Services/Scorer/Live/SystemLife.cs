using Faultline.Contracts;
using Faultline.Learning.Degradation;

namespace Faultline.Scorer.Live;

/// <summary>
/// The remaining life of one system's components, from the trend of their expected wear. One prediction a load cycle counts: those of a sliding window in between
/// say nearly the same. Not thread-safe.
/// </summary>
internal sealed class SystemLife(TimeSpan cycle)
{
    /// <summary>Cycles that a trend is fitted to.</summary>
    public const int Capacity = 512;

    private readonly DegradationTrend[] trends = [.. ComponentClasses.All.Select(_ => new DegradationTrend(new DegradationOptions { Capacity = Capacity }))];
    private readonly LifeEstimate[] estimates = [.. ComponentClasses.All.Select(_ => new LifeEstimate(LifeState.Pending, null, null, null, null))];
    private DateTimeOffset? last;

    /// <summary>How far back predictions matter.</summary>
    public TimeSpan Memory => cycle * Capacity;

    /// <summary>Takes the predictions of before, in order.</summary>
    public void Restore(IReadOnlyList<Prediction> predictions)
    {
        foreach (var prediction in predictions)
            Tell(prediction);
    }

    /// <summary>The prediction with what can be said of its components' lives.</summary>
    public Prediction Tell(Prediction prediction)
    {
        // A window that is unlike any condition says nothing of wear; one between two levels does.
        if ((last is not { } former || prediction.WindowEnd - former >= cycle) && prediction.Anomaly is not { IsUnlikeAny: true })
        {
            last = prediction.WindowEnd;
            for (var i = 0; i < trends.Length; i++)
                estimates[i] = Update(i, prediction);
        }
        return prediction with { Components = [.. prediction.Components.Select((component, i) => component with { RemainingLife = estimates[i] })] };
    }

    private LifeEstimate Update(int index, Prediction prediction)
    {
        var component = prediction.Components[index];
        var wear = DegradationTrend.ExpectedWear(component.Component, [.. component.Probabilities]);
        trends[index].Add(prediction.WindowEnd, Math.Clamp(wear, 0, 1));
        var life = trends[index].Estimate();
        return new LifeEstimate(StateOf(life.State), life.Expected?.TotalSeconds, life.Earliest?.TotalSeconds, life.Latest?.TotalSeconds, life.WearPerDay);
    }

    private static LifeState StateOf(RemainingLifeState state) => state switch
    {
        RemainingLifeState.Pending => LifeState.Pending,
        RemainingLifeState.NotDegrading => LifeState.NotDegrading,
        RemainingLifeState.Value => LifeState.Value,
        RemainingLifeState.BeyondHorizon => LifeState.BeyondHorizon,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
