using Faultline.ServiceDefaults;

namespace Faultline.Scorer.Predict;

/// <summary>What became of a posted window.</summary>
/// <param name="Window">What was scored; null when nothing was.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="IsInsufficient">Whether it is well formed but too much of it is missing.</param>
internal readonly record struct ScoredItem(ScoredWindow? Window, RequestFaults Faults, bool IsInsufficient);
