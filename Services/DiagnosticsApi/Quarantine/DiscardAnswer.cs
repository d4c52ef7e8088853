namespace Faultline.DiagnosticsApi.Quarantine;

/// <summary>What was discarded.</summary>
/// <param name="Discarded">Numbers of the entries that were held until now.</param>
public sealed record DiscardAnswer(IReadOnlyList<long> Discarded);
