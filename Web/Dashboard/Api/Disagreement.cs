namespace Faultline.Dashboard.Api;

/// <summary>How far a shadow and the active model disagree on the live line.</summary>
/// <param name="Windows">Windows that both scored.</param>
/// <param name="Share">Share of them with different levels, 0 to 1.</param>
public sealed record Disagreement(long Windows, double Share);
