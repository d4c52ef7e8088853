namespace Faultline.Learning.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Split">The division of the cycles that is worked on.</param>
/// <param name="Done">Folds finished.</param>
/// <param name="Total">Folds in all.</param>
public readonly record struct EvaluationProgress(string Split, int Done, int Total);
