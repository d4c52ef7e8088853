using Faultline.Contracts;

namespace Faultline.DiagnosticsApi.Predict;

/// <summary>What is read of a component in the scorer's answer.</summary>
internal sealed record ScoredComponent(
    Component Component, double Condition, double Probability, IReadOnlyDictionary<string, double> Probabilities,
    IReadOnlyList<SensorContribution>? Contributions);
