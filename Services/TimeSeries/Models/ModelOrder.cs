namespace Faultline.TimeSeries;

/// <summary>Who changes roles, when and why.</summary>
/// <param name="MadeBy">Name of the user, or of the software.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record ModelOrder(string MadeBy, DateTimeOffset At, string Reason);
