namespace Faultline.Learning.Degradation;

/// <summary>How long a component has left until wear 1 (its last level before failure) at the present trend.</summary>
/// <param name="State">What can be said; the times are null but in <see cref="RemainingLifeState.Value"/>.</param>
/// <param name="Expected">Time from the latest prediction to wear 1; zero when it is reached.</param>
/// <param name="Earliest">Lower end of the 90 % confidence interval.</param>
/// <param name="Latest">Upper end of the 90 % confidence interval; null when it lies beyond the horizon.</param>
/// <param name="WearPerDay">Slope of the trend, wear a day; null while pending.</param>
public sealed record RemainingLife(
    RemainingLifeState State, TimeSpan? Expected = null, TimeSpan? Earliest = null, TimeSpan? Latest = null, double? WearPerDay = null);
