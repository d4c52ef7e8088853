using System.Text.Json.Serialization;

namespace Faultline.Contracts;

/// <summary>A scored window of one system.</summary>
/// <param name="Id">Identifier; time-ordered (UUID version 7, RFC 9562).</param>
/// <param name="SystemId">The system.</param>
/// <param name="WindowStart">Start of the window, UTC; null when the window came without times.</param>
/// <param name="WindowEnd">End of the window (exclusive), UTC; for windows without times when it was scored.</param>
/// <param name="ModelVersion">The model that scored it.</param>
/// <param name="Source">Live line or request.</param>
/// <param name="Coverage">Share of the window's 17 × 60 values that were measured, 0 to 1.</param>
/// <param name="Components">One entry a component, in the order of <see cref="ComponentClasses.All"/>.</param>
/// <param name="Anomaly">Whether the window looks like anything learned; null where the model cannot tell.</param>
public sealed record Prediction(
    Guid Id,
    SystemId SystemId,
    DateTimeOffset? WindowStart,
    DateTimeOffset WindowEnd,
    string ModelVersion,
    PredictionSource Source,
    double Coverage,
    IReadOnlyList<ComponentPrediction> Components,
    Anomaly? Anomaly = null)
{
    /// <summary>Trace of the newest traced batch in the window that no prediction before it carried (W3C Trace Context, traceparent); null mostly, and never stored.</summary>
    [JsonPropertyName("traceparent")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }
}
