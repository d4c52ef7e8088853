using Faultline.Contracts;

namespace Faultline.Scorer.Predict;

/// <summary>What the model says of one component.</summary>
/// <param name="Component">cooler, valve, pump or accumulator.</param>
/// <param name="Condition">Most probable recorded level.</param>
/// <param name="Unit">Its unit: %, bar or none (leakage grade).</param>
/// <param name="Wear">0 healthy to 1 close to total failure.</param>
/// <param name="Probability">Probability of that level, 0 to 1.</param>
/// <param name="Probabilities">Probability of each level, by level; they sum to 1.</param>
/// <param name="Contributions">The sensors that decided most, the strongest first; null where the model cannot tell.</param>
public sealed record ComponentView(
    Component Component, double Condition, string Unit, double Wear, double Probability, IReadOnlyDictionary<string, double> Probabilities,
    IReadOnlyList<SensorContribution>? Contributions);
