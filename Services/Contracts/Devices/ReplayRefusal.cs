namespace Faultline.Contracts;

/// <summary>An entry that was not replayed.</summary>
/// <param name="Id">Number of the entry.</param>
/// <param name="Reason">One sentence.</param>
public sealed record ReplayRefusal(long Id, string Reason);
