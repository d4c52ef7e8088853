using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>What became of a posted window.</summary>
/// <param name="Response">The answer; null when there is none.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="IsInsufficient">Whether it is well formed but too much of it is missing.</param>
internal readonly record struct ScoredItem(PredictResponse? Response, RequestFaults Faults, bool IsInsufficient);
