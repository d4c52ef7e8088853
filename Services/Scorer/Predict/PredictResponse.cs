using Faultline.Contracts;

namespace Faultline.Scorer.Predict;

/// <summary>A scored window, as the document describes it; it is written by <see cref="PredictionWriter"/>.</summary>
/// <param name="Id">Identifier (UUID version 7).</param>
/// <param name="SystemId">The system named in the request; null without one.</param>
/// <param name="WindowStart">Start of the window, UTC; null when it came without a time.</param>
/// <param name="WindowEnd">End of the window, UTC; without a time when it was scored.</param>
/// <param name="ModelVersion">The model; several with + between when components have models of their own.</param>
/// <param name="Coverage">Share of the 17 × 60 values that were measured; the others were bridged.</param>
/// <param name="PhaseShift">Index 0 to 59 of the window's second at which the load cycle begins.</param>
/// <param name="PhaseConfidence">0 to 1; below 0.5 the window does not look like a load cycle of this rig and the result means nothing.</param>
/// <param name="OffsetSeconds">Where the machine's own seconds begin within those of the samples, 0 to 1 s; 0 at 1 Hz, where it cannot be seen.</param>
/// <param name="Components">One entry a component.</param>
/// <param name="Anomaly">Whether the window looks like anything learned, and which sensors do not; null where no model can tell.</param>
public sealed record PredictResponse(
    Guid Id, string? SystemId, DateTimeOffset? WindowStart, DateTimeOffset WindowEnd, string ModelVersion, double Coverage, int PhaseShift, double PhaseConfidence,
    double OffsetSeconds, IReadOnlyList<ComponentView> Components, Anomaly? Anomaly);
