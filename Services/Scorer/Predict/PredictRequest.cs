using System.Text.Json;

namespace Faultline.Scorer.Predict;

/// <summary>Body of POST /predict.</summary>
/// <param name="SystemId">The system the window belongs to; may be left out.</param>
/// <param name="Window">17 sensors by name, each with 60 means over a sixtieth of the load cycle, or 600 or 6000 values to be reduced to them.</param>
public sealed record PredictRequest(string? SystemId, JsonElement Window);
