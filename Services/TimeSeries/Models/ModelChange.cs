using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>A change of a role: the audit entry.</summary>
/// <param name="Id">Number of the change.</param>
/// <param name="At">When, UTC.</param>
/// <param name="MadeBy">By whom.</param>
/// <param name="Action">What was done.</param>
/// <param name="Role">To which role.</param>
/// <param name="Component">Of which component.</param>
/// <param name="From">Who had the role before, as name/version; null when nobody had it.</param>
/// <param name="To">Who has it since, as name/version; null when nobody has it.</param>
/// <param name="Reason">Why.</param>
public sealed record ModelChange(
    long Id, DateTimeOffset At, string MadeBy, ModelAction Action, ModelRole Role, Component Component, string? From, string? To, string Reason);
