namespace Faultline.TimeSeries;

/// <summary>Somebody did something.</summary>
/// <param name="Id">Rising number.</param>
/// <param name="At">When, by the database's clock.</param>
/// <param name="UserName">Who.</param>
/// <param name="Action">What, such as <c>tag.write</c>.</param>
/// <param name="Subject">With what, such as <c>hydraulic-1.PS1</c>.</param>
/// <param name="Detail">One sentence.</param>
public sealed record AuditEntry(long Id, DateTimeOffset At, string UserName, string Action, string Subject, string Detail);
