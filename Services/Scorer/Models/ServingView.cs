using Faultline.Contracts;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>Which models score a component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Active">The one whose answers count.</param>
/// <param name="Shadow">The one that is compared with it; null without.</param>
/// <param name="Disagreement">How far the two disagree on the live line; null without a shadow, and before its first window.</param>
public sealed record ServingView(Component Component, ServedModelView Active, ServedModelView? Shadow, DisagreementView? Disagreement)
{
    internal static ServingView Of(ServingSet set, Component component, ShadowTally? tally) => new(
        component, ServedModelView.Of(set.Active(component)), set.Shadow(component) is { } shadow ? ServedModelView.Of(shadow) : null,
        tally is null ? null : DisagreementView.Of(tally));
}
