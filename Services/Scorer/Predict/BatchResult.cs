namespace Faultline.Scorer.Predict;

/// <summary>What became of one item.</summary>
/// <param name="Index">Its index in the request.</param>
/// <param name="Prediction">The scored window; null when the item is at fault.</param>
/// <param name="Reason">invalid or insufficient_data; null when it was scored.</param>
/// <param name="Errors">What is wrong with the item, by place; null when it was scored.</param>
public sealed record BatchResult(int Index, PredictResponse? Prediction, string? Reason, IReadOnlyDictionary<string, string[]>? Errors);
