namespace Faultline.Contracts;

/// <summary>What the model says of one component.</summary>
/// <param name="Component">Which component.</param>
/// <param name="Condition">The most probable recorded level, in the component's unit (see <see cref="ComponentClasses"/>).</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="Probabilities">Probability of each level in the order of <see cref="ComponentClasses.Of"/>; they sum to 1.</param>
/// <param name="Contributions">The sensors that decided most, the strongest first; null where the model cannot tell.</param>
/// <param name="RemainingLife">From the trend of wear on the live line; null elsewhere.</param>
public sealed record ComponentPrediction(
    Component Component, double Condition, double Probability, IReadOnlyList<double> Probabilities, IReadOnlyList<SensorContribution>? Contributions = null,
    LifeEstimate? RemainingLife = null)
{
    /// <summary>0 healthy … 1 close to total failure.</summary>
    public double Wear => ComponentClasses.WearOf(Component, Condition);
}
