namespace Faultline.Learning.Models;

/// <summary>What turns a cycle's features into probabilities, one head a target.</summary>
/// <param name="Cooler">From the limit of CE.</param>
/// <param name="Valve">From the scaled gaps of the whole circuit.</param>
/// <param name="Pump">From the scaled gaps of the whole circuit.</param>
/// <param name="Accumulator">From the gaps of all views, the oil and the load (see <see cref="AccumulatorFeatures"/>).</param>
/// <param name="Unstable">From valve, pump and the efficiency's jump (see <see cref="StabilityFeatures"/>); class 1 is unstable.</param>
internal sealed record ComponentHeads(LogisticHead Cooler, LogisticHead Valve, LogisticHead Pump, LogisticHead Accumulator, LogisticHead Unstable);
