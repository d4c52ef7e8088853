using Faultline.Contracts;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;
using Faultline.Scorer.Models;
using Faultline.Scorer.Windows;

namespace Faultline.Scorer.Scoring;

/// <summary>Turns windows of the live line into predictions.</summary>
internal sealed class LiveScoring(
    ModelHost models, PhaseAligner aligner, CycleFit fit, ShadowComparison shadows, DriftWatch drift, ScorerMetrics metrics, TimeProvider clock)
{
    private static readonly KeyValuePair<string, object?> Live = new("source", "live");

    public PhaseAligner Aligner => aligner;

    public CycleFit Fit => fit;

    /// <summary>Null when the window cannot be scored; the reason is counted.</summary>
    public Prediction? Score(SystemId system, WindowOutcome outcome)
    {
        if (outcome.Alignment is not { } alignment)
        {
            metrics.Unscored.Add(1, new KeyValuePair<string, object?>("reason", outcome.Lack));
            return null;
        }
        var set = models.Current;
        var start = clock.GetTimestamp();
        var verdict = set.Score(alignment.Window);
        metrics.ScoringSeconds.Record(clock.GetElapsedTime(start).TotalSeconds, Live);
        metrics.WindowLagSeconds.Record(Math.Max(0, (clock.GetUtcNow() - outcome.End).TotalSeconds));
        metrics.Predictions.Add(1, Live);
        if (verdict.Anomaly is { IsUnknown: true })
            metrics.UnknownConditions.Add(1, new KeyValuePair<string, object?>("system", system.Value));
        drift.Watch(system, set, alignment.Window, outcome.End);
        shadows.Compare(set, alignment.Window, verdict, outcome.End);
        return new Prediction(
            Guid.CreateVersion7(outcome.End), system, outcome.Start, outcome.End, set.Version, PredictionSource.Live, alignment.Window.Coverage,
            verdict.Components, verdict.Anomaly);
    }
}
