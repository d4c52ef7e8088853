using System.ComponentModel;
using System.Text.Json;

namespace Faultline.DiagnosticsApi.Predict;

/// <summary>Body of POST /api/diagnostics/predict.</summary>
/// <param name="SystemId">The system the window belongs to.</param>
/// <param name="Window">Sensor name to its values over one load cycle.</param>
public sealed record PredictRequest(
    [property: Description("The system the window belongs to.")] string? SystemId,
    [property: Description("17 sensors by name, each with 60 values (means over a sixtieth of the load cycle) or whole multiples of it.")] JsonElement Window);
