namespace Faultline.Scorer.Predict;

/// <summary>A scored window.</summary>
/// <param name="Id">Identifier (UUID version 7).</param>
/// <param name="SystemId">The system named in the request; null without one.</param>
/// <param name="WindowEnd">When it was scored, UTC: the window came without times.</param>
/// <param name="ModelVersion">The model.</param>
/// <param name="Coverage">Share of the values that were measured; 1 for a posted window.</param>
/// <param name="PhaseShift">Index 0 to 59 of the window's value at which the load cycle begins.</param>
/// <param name="PhaseConfidence">0 to 1; below 0.5 the window does not look like a load cycle of this rig and the result means nothing.</param>
/// <param name="Components">One entry a component.</param>
public sealed record PredictResponse(
    Guid Id, string? SystemId, DateTimeOffset WindowEnd, string ModelVersion, double Coverage, int PhaseShift, double PhaseConfidence,
    IReadOnlyList<ComponentView> Components);
