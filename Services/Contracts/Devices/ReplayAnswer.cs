namespace Faultline.Contracts;

/// <summary>What became of a <see cref="ReplayRequest"/>.</summary>
/// <param name="Replayed">Entries that passed and are readings now.</param>
/// <param name="Refused">Entries that failed again, or cannot be replayed.</param>
public sealed record ReplayAnswer(IReadOnlyList<long> Replayed, IReadOnlyList<ReplayRefusal> Refused);
