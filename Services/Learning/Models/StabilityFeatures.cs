using Faultline.Learning.Features;

namespace Faultline.Learning.Models;

/// <summary>
/// Features of the stable flag's head. On the rig the flag follows the procedure: after a change of cooler, accumulator or pump the valve
/// stood at 100 % until the oil had settled. So: the probability of a healthy valve, the same times that of a healthy pump, and the same
/// times that of a leaking pump and the jump of the efficiency at the start of the cycle.
/// </summary>
internal static class StabilityFeatures
{
    public const int Count = 3;

    public static void Fill(ReadOnlySpan<double> window, double valveHealthy, double pumpHealthy, Span<double> features)
    {
        features[0] = valveHealthy;
        features[1] = valveHealthy * pumpHealthy;
        features[2] = valveHealthy * (1 - pumpHealthy) * LoadCues.EfficiencyJump(window);
    }
}
