using Faultline.TimeSeries;

namespace Faultline.Scorer.Models;

/// <summary>How far shadow and active model disagree on the live line.</summary>
/// <param name="Windows">Windows that both scored.</param>
/// <param name="Disagreements">Windows for which they predicted different levels.</param>
/// <param name="Share">Disagreements / windows, 0 to 1.</param>
/// <param name="MeanDistance">Mean total variation distance of their probabilities, 0 to 1.</param>
/// <param name="Since">End of the first window, UTC.</param>
/// <param name="Until">End of the last one.</param>
public sealed record DisagreementView(long Windows, long Disagreements, double Share, double MeanDistance, DateTimeOffset Since, DateTimeOffset Until)
{
    internal static DisagreementView Of(ShadowTally tally) => new(
        tally.Windows, tally.Disagreements, (double)tally.Disagreements / tally.Windows, tally.Distance / tally.Windows, tally.FirstAt, tally.LastAt);
}
