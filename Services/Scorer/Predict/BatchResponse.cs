namespace Faultline.Scorer.Predict;

/// <summary>Answer to POST /predict/batch, as the document describes it; it is written by <see cref="BatchWriter"/>.</summary>
/// <param name="ModelVersion">The model.</param>
/// <param name="Results">One entry an item, in order.</param>
public sealed record BatchResponse(string ModelVersion, IReadOnlyList<BatchResult> Results);
