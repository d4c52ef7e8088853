using Faultline.Contracts;
using Faultline.Learning.Models;

namespace Faultline.Scorer.Predict;

/// <summary>Scores posted windows.</summary>
internal sealed class RequestScoring(ConditionModel model, ScorerMetrics metrics, TimeProvider clock)
{
    private static readonly KeyValuePair<string, object?> Request = new("source", "request");

    public ModelInfo Model => model.Info;

    /// <summary>The scored window, or what is wrong with the request by place.</summary>
    public (PredictResponse? Response, Dictionary<string, string[]>? Errors) Score(PredictRequest? request)
    {
        Dictionary<string, List<string>> faults = [];
        if (request?.SystemId is { } system && !SystemId.IsValid(system))
            WindowReader.Add(faults, "system_id", $"'{system}' is no system id.");
        if (WindowReader.Read(request?.Window ?? default, faults) is not { } window)
            return (null, faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray()));
        var start = clock.GetTimestamp();
        var alignment = model.Aligner.Align(window);
        var components = model.Score(alignment.Window);
        metrics.ScoringSeconds.Record(clock.GetElapsedTime(start).TotalSeconds, Request);
        metrics.Predictions.Add(1, Request);
        var now = clock.GetUtcNow();
        return (new PredictResponse(
            Guid.CreateVersion7(now), request!.SystemId, now, model.Info.Version, window.Coverage, alignment.Shift, alignment.Confidence,
            [.. components.Select(ComponentView.Of)]), null);
    }
}
