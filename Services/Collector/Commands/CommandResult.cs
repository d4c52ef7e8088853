namespace Faultline.Collector.Commands;

/// <summary>How a command went.</summary>
/// <param name="Done">Whether it was done as asked.</param>
/// <param name="Answer">JSON by kind.</param>
/// <param name="Detail">One sentence for the audit; null where the command only looked.</param>
internal sealed record CommandResult(bool Done, string Answer, string? Detail);
