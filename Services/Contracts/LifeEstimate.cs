namespace Faultline.Contracts;

/// <summary>How long a component has left until its last recorded level (wear 1) at the present trend.</summary>
/// <param name="State">What can be said; the times are null but in <see cref="LifeState.Value"/>.</param>
/// <param name="ExpectedSeconds">Time from the prediction to wear 1.</param>
/// <param name="EarliestSeconds">Lower end of the 90 % confidence interval.</param>
/// <param name="LatestSeconds">Upper end of it; null when it lies beyond what is told.</param>
/// <param name="WearPerDay">Slope of the trend; null while pending.</param>
public sealed record LifeEstimate(LifeState State, double? ExpectedSeconds, double? EarliestSeconds, double? LatestSeconds, double? WearPerDay);
