namespace Faultline.Dashboard.Api;

/// <summary>The model in use, as GET /ml/models/info tells.</summary>
/// <param name="Version">Its version.</param>
/// <param name="TrainedAt">When it was trained, UTC.</param>
/// <param name="DataHash">SHA-256 of the training data.</param>
/// <param name="Cycles">Training cycles.</param>
/// <param name="Runs">Runs they come from.</param>
/// <param name="Components">How well it does, component by component.</param>
/// <param name="Serving">Which models score which component; null from a scorer of before.</param>
public sealed record ModelInfo(
    string Version, DateTimeOffset TrainedAt, string DataHash, int Cycles, int Runs, IReadOnlyList<ModelComponent> Components,
    IReadOnlyList<ServingInfo>? Serving = null);
