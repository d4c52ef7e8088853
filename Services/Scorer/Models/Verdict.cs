using Faultline.Contracts;

namespace Faultline.Scorer.Models;

/// <summary>What a model, or several together, say of a window.</summary>
/// <param name="Components">One entry a component that was asked for, in their order.</param>
/// <param name="Anomaly">Whether the window looks like anything learned; null where no model can tell.</param>
internal sealed record Verdict(IReadOnlyList<ComponentPrediction> Components, Anomaly? Anomaly);
