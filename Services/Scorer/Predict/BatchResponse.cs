namespace Faultline.Scorer.Predict;

/// <summary>Answer to POST /predict/batch.</summary>
/// <param name="ModelVersion">The model.</param>
/// <param name="Results">One entry an item, in order.</param>
public sealed record BatchResponse(string ModelVersion, IReadOnlyList<BatchResult> Results);
