namespace Faultline.TimeSeries;

/// <summary>All roles as they stood after one change.</summary>
/// <param name="Revision">Number of that change; 0 before the first.</param>
/// <param name="Items">Who has which role.</param>
public sealed record ModelAssignments(long Revision, IReadOnlyList<ModelAssignment> Items);
