using Faultline.Contracts;

namespace Faultline.TimeSeries;

/// <summary>How far a shadow and the active model agree on the live line.</summary>
/// <param name="Component">The component.</param>
/// <param name="ActiveModel">Id of the active model.</param>
/// <param name="ShadowModel">Id of the shadow.</param>
/// <param name="Windows">Windows that both scored.</param>
/// <param name="Disagreements">Windows in which they predicted different levels.</param>
/// <param name="Distance">Sum over the windows of the total variation distance of their probabilities, 0 to 1 each.</param>
/// <param name="FirstAt">First of the windows' ends, UTC.</param>
/// <param name="LastAt">Last of them.</param>
public sealed record ShadowTally(
    Component Component, int ActiveModel, int ShadowModel, long Windows, long Disagreements, double Distance, DateTimeOffset FirstAt, DateTimeOffset LastAt);
