using System.Diagnostics;

namespace Faultline.Scorer.Live;

/// <summary>The spans of the live line: from a batch's arrival to what it led to.</summary>
internal static class ScorerTrace
{
    public static readonly ActivitySource Source = new(ScorerMetrics.MeterName);
}
