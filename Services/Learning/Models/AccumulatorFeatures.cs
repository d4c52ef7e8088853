using Faultline.Learning.Features;

namespace Faultline.Learning.Models;

/// <summary>
/// Features of the accumulator's head: of each view the four gaps, the same divided by their scale, and the scale; then T, T² and T³ of
/// the oil, and whether the load was held.
/// </summary>
internal static class AccumulatorFeatures
{
    public const int Levels = 4;

    /// <summary>Features of one view.</summary>
    public const int OfView = (2 * Levels) + 1;

    /// <summary>Features beside those of the views.</summary>
    public const int Others = 4;

    /// <summary>Index of the first feature that is no view's.</summary>
    public static int FirstOther => OfView * CircuitView.All.Length;

    public static int Count => FirstOther + Others;

    /// <summary>Indices of the features that one of the two averaged regressions reads: plain gaps, or scaled gaps with their scale.</summary>
    public static int[] Half(bool scaled) => [.. Enumerable.Range(0, Count).Where(i => i >= FirstOther || (i % OfView >= Levels == scaled))];

    public static void FillView(ReadOnlySpan<double> gaps, double scale, Span<double> features)
    {
        for (int level = 0; level < Levels; level++)
        {
            features[level] = gaps[level];
            features[Levels + level] = gaps[level] / scale;
        }

        features[2 * Levels] = scale;
    }

    public static void FillOthers(ReadOnlySpan<double> window, ReadOnlySpan<double> oil, Span<double> features)
    {
        features[0] = oil[0];
        features[1] = oil[0] * oil[0];
        features[2] = oil[0] * oil[0] * oil[0];
        features[3] = LoadCues.LoadHeld(window);
    }
}
