namespace Faultline.Contracts;

/// <summary>A command to judge quarantined readings anew and store those that pass.</summary>
/// <param name="Ids">Numbers of the entries.</param>
public sealed record ReplayRequest(IReadOnlyList<long> Ids);
