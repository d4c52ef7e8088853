namespace Faultline.Scorer.Predict;

/// <summary>Body of POST /predict/batch.</summary>
/// <param name="Items">1 to 1000 windows.</param>
public sealed record BatchRequest(IReadOnlyList<PredictRequest> Items);
