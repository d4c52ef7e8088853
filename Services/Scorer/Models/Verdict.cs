using Faultline.Contracts;

namespace Faultline.Scorer.Models;

/// <summary>What a model, or several together, say of a window.</summary>
/// <param name="Components">One entry a component that was asked for, in their order.</param>
internal sealed record Verdict(IReadOnlyList<ComponentPrediction> Components);
