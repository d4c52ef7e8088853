namespace Faultline.Contracts;

/// <summary>What looking around brought.</summary>
/// <param name="Nodes">The nodes found; null when there was a fault.</param>
/// <param name="IsCut">Whether there were more nodes than one answer holds.</param>
/// <param name="Fault">Why there is nothing; null when there is.</param>
public sealed record BrowseAnswer(IReadOnlyList<BrowsedNode>? Nodes, bool IsCut, string? Fault);
