namespace Faultline.DiagnosticsApi.Quarantine;

/// <summary>Body of POST /api/quarantine/replay and /discard.</summary>
/// <param name="Ids">Numbers of the entries, 1 to 1000.</param>
public sealed record DecideRequest(IReadOnlyList<long>? Ids);
