using Faultline.Contracts;

namespace Faultline.Learning.Models;

/// <summary>What one view says of the levels of one component: each level by its best state.</summary>
internal static class StateGaps
{
    /// <summary>
    /// Fills, per level of the component, the state of highest log-likelihood and that log-likelihood less the mean over the levels.
    /// Returns the scale √(highest − lowest + 1), by which gaps of sharp and dull cycles become comparable.
    /// </summary>
    public static double Fill(Component component, ReadOnlySpan<double> likelihood, Span<int> states, Span<double> gaps)
    {
        gaps.Fill(double.NegativeInfinity);
        for (int state = 0; state < likelihood.Length; state++)
        {
            int level = CircuitDesign.LevelOf(state, component);
            if (likelihood[state] > gaps[level])
                (gaps[level], states[level]) = (likelihood[state], state);
        }

        double mean = 0, highest = double.NegativeInfinity, lowest = double.PositiveInfinity;
        foreach (double gap in gaps)
        {
            mean += gap / gaps.Length;
            highest = Math.Max(highest, gap);
            lowest = Math.Min(lowest, gap);
        }

        foreach (ref double gap in gaps)
            gap -= mean;
        return Math.Sqrt(highest - lowest + 1);
    }
}
