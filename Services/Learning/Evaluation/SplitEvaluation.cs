namespace Faultline.Learning.Evaluation;

/// <summary>How well the five targets were predicted in one division of the cycles.</summary>
/// <param name="Split">Name of the division.</param>
/// <param name="Folds">Number of folds; 0 for a finished model.</param>
/// <param name="Seed">Seed of the division; null where nothing is drawn.</param>
/// <param name="Targets">By target: cooler, valve, pump, accumulator, stable.</param>
public sealed record SplitEvaluation(string Split, int Folds, int? Seed, IReadOnlyDictionary<string, TargetEvaluation> Targets);
