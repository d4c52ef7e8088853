using System.Text.Json;
using Faultline.Contracts;
using Faultline.Scorer.Models;
using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>Scores posted windows.</summary>
internal sealed class RequestScoring(ModelHost models, WindowCutter cutter, ScorerMetrics metrics, TimeProvider clock)
{
    private static readonly KeyValuePair<string, object?> Request = new("source", "request");
    private static readonly KeyValuePair<string, object?> Insufficient = new("reason", "insufficient_data");

    /// <summary>The models that a request is scored with.</summary>
    public ServingSet Models => models.Current;

    /// <summary>Reads the window that the body's reader stands on, and scores it.</summary>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public ScoredItem Score(ref BodyReader body, PostedWindow window, ServingSet set)
    {
        var faults = new RequestFaults();
        WindowReader.Read(ref body, window, faults);
        if (faults.Any)
            return new ScoredItem(null, faults, IsInsufficient: false);
        var start = clock.GetTimestamp();
        if (cutter.Cut(window, faults) is not { } cut)
        {
            metrics.Unscored.Add(1, Insufficient);
            return new ScoredItem(null, faults, IsInsufficient: true);
        }
        var verdict = set.Score(cut.Alignment.Window);
        metrics.ScoringSeconds.Record(clock.GetElapsedTime(start).TotalSeconds, Request);
        metrics.Predictions.Add(1, Request);
        return new ScoredItem(Told(window, cut, set, verdict), faults, IsInsufficient: false);
    }

    private ScoredWindow Told(PostedWindow window, CutWindow cut, ServingSet set, Verdict verdict)
    {
        var now = clock.GetUtcNow();
        return new ScoredWindow(
            Guid.CreateVersion7(now), window.System, window.Start, window.Start + HydraulicRig.CycleDuration ?? now, set.Version, cut, verdict);
    }
}
