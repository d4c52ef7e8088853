using Faultline.Learning.Windows;

namespace Faultline.Scorer.Windows;

/// <summary>What a step of the window brought: a window to score, or why there is none.</summary>
/// <param name="Start">Start of the window, UTC.</param>
/// <param name="End">End of the window (exclusive), UTC.</param>
/// <param name="Alignment">The window in canonical order; null when there is none to score.</param>
/// <param name="Lack">Why not: one of the constants of <see cref="WindowLack"/>; null when there is a window.</param>
/// <param name="Detail">The lack in words.</param>
internal sealed record WindowOutcome(DateTimeOffset Start, DateTimeOffset End, PhaseAlignment? Alignment, string? Lack, string? Detail);
