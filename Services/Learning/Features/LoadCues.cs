using Faultline.Learning.Windows;

namespace Faultline.Learning.Features;

/// <summary>Two facts of a cycle that need no training.</summary>
internal static class LoadCues
{
    private const int Ps1 = 0;
    private const int Efficiency = 16;
    private const int HeldSecond = 45;
    private const double HeldPressureBar = 165;
    private const double LargestJump = 3;

    /// <summary>
    /// 1 when the load of second 30 is held to the end of the cycle (the rig did so in 194 of 2005 cycles, all with hot oil): PS1 lies at
    /// 189 bar where it should have dropped to 145.
    /// </summary>
    public static double LoadHeld(ReadOnlySpan<double> window) => window[(Ps1 * RigLayout.Seconds) + HeldSecond] > HeldPressureBar ? 1 : 0;

    /// <summary>
    /// By how many percent points, at most 3, the efficiency SE of the first second differs from the last one's: SE is that of the cycle
    /// before until the load sets in, so a jump tells that a component was changed between the two. 0 where the load was held, as the
    /// last second's efficiency is another one's then.
    /// </summary>
    public static double EfficiencyJump(ReadOnlySpan<double> window)
    {
        var series = window.Slice(Efficiency * RigLayout.Seconds, RigLayout.Seconds);
        return LoadHeld(window) > 0 ? 0 : Math.Min(Math.Abs(series[0] - series[^1]), LargestJump);
    }
}
