using System.Globalization;
using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Predict;

/// <summary>What is read of the scorer's answer to /predict.</summary>
internal sealed record ScoredWindow(
    Guid Id, DateTimeOffset? WindowStart, DateTimeOffset WindowEnd, string ModelVersion, double Coverage, IReadOnlyList<ScoredComponent> Components,
    Anomaly? Anomaly)
{
    public Prediction ToPrediction(SystemId system) => new(
        Id, system, WindowStart, WindowEnd, ModelVersion, PredictionSource.Request, Coverage,
        [.. Components.Select(scored => new ComponentPrediction(
            scored.Component, scored.Condition, scored.Probability,
            [.. ComponentClasses.Of(scored.Component).Select(level => scored.Probabilities[level.ToString(CultureInfo.InvariantCulture)])], scored.Contributions))], Anomaly);
}
