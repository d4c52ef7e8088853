namespace Faultline.Learning.Twin;

/// <summary>Where a twin came from.</summary>
/// <param name="DataHash">SHA-256 of the recorded data, see RecordedCycles.DataHash.</param>
/// <param name="Cycles">Number of cycles it was fitted to.</param>
/// <param name="Modes">Number of modes of scatter between cycles.</param>
/// <param name="OilTimeConstantSeconds">Time constant of the oil temperature after the cooler changed.</param>
/// <param name="ExplainedVariance">Share of the standardised variance that condition and oil temperature explain, 0..1.</param>
public sealed record TwinInfo(string DataHash, int Cycles, int Modes, double OilTimeConstantSeconds, double ExplainedVariance);
