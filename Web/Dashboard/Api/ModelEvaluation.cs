namespace Faultline.Dashboard.Api;

/// <summary>How well one component is predicted.</summary>
/// <param name="Accuracy">Share predicted right, 0 to 1.</param>
/// <param name="MacroF1">Mean F1 score over the levels, 0 to 1.</param>
/// <param name="Classes">The levels in the order of rows and columns.</param>
/// <param name="Confusion">Counts; rows are true levels, columns predicted ones.</param>
public sealed record ModelEvaluation(double Accuracy, double MacroF1, IReadOnlyList<double> Classes, IReadOnlyList<IReadOnlyList<int>> Confusion);
