using Faultline.Contracts;

namespace Faultline.Dashboard.Api;

/// <summary>Which models score a component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Active">The one whose answers count.</param>
/// <param name="Shadow">The one that is compared with it; null without.</param>
/// <param name="Disagreement">How far they disagree; null before the first window.</param>
public sealed record ServingInfo(Component Component, ServedModel Active, ServedModel? Shadow, Disagreement? Disagreement);
