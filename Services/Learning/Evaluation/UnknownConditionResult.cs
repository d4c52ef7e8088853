using Faultline.Contracts;

namespace Faultline.Learning.Evaluation;

/// <summary>How a fault that was left out of the training was met.</summary>
/// <param name="Component">The component.</param>
/// <param name="Level">Its level that was left out.</param>
/// <param name="Cycles">Number of cycles at that level.</param>
/// <param name="Detected">Share of them called unknown, 0..1; no run counts for more than ten cycles.</param>
public sealed record UnknownConditionResult(Component Component, double Level, int Cycles, double Detected);
