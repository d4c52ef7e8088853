using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Scorer.Windows;

namespace Faultline.Scorer.Scoring;

/// <summary>Turns windows of the live line into predictions.</summary>
internal sealed class LiveScoring(ConditionModel model, CycleFit fit, ScorerMetrics metrics, TimeProvider clock)
{
    private static readonly KeyValuePair<string, object?> Live = new("source", "live");

    public ConditionModel Model => model;

    public CycleFit Fit => fit;

    /// <summary>Null when the window cannot be scored; the reason is counted.</summary>
    public Prediction? Score(SystemId system, WindowOutcome outcome)
    {
        if (outcome.Alignment is not { } alignment)
        {
            metrics.Unscored.Add(1, new KeyValuePair<string, object?>("reason", outcome.Lack));
            return null;
        }
        var start = clock.GetTimestamp();
        var components = model.Score(alignment.Window);
        metrics.ScoringSeconds.Record(clock.GetElapsedTime(start).TotalSeconds, Live);
        metrics.WindowLagSeconds.Record(Math.Max(0, (clock.GetUtcNow() - outcome.End).TotalSeconds));
        metrics.Predictions.Add(1, Live);
        return new Prediction(
            Guid.CreateVersion7(outcome.End), system, outcome.Start, outcome.End, model.Info.Version, PredictionSource.Live,
            alignment.Window.Coverage, components);
    }
}
