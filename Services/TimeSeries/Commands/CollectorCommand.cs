namespace Faultline.TimeSeries;

/// <summary>Something that the collector is to do once.</summary>
/// <param name="Id">Rising number.</param>
/// <param name="Kind">What: <c>write</c> or <c>replay</c>.</param>
/// <param name="Subject">With what, such as a device.</param>
/// <param name="Request">JSON by kind.</param>
/// <param name="RequestedBy">User name.</param>
/// <param name="RequestedAt">When, by the database's clock.</param>
/// <param name="ExpiresAt">It is not begun after this.</param>
/// <param name="State">How far it is.</param>
/// <param name="Answer">JSON by kind; null before it is answered.</param>
public sealed record CollectorCommand(
    long Id, string Kind, string Subject, string Request, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt, CommandState State, string? Answer);
