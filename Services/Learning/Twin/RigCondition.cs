namespace Faultline.Learning.Twin;

/// <summary>Condition of the rig's four components; values between the recorded levels are allowed, values outside are clamped.</summary>
/// <param name="CoolerPercent">3..100, healthy 100.</param>
/// <param name="ValvePercent">73..100, healthy 100.</param>
/// <param name="PumpLeakage">0..2, healthy 0.</param>
/// <param name="AccumulatorBar">90..130, healthy 130.</param>
public readonly record struct RigCondition(double CoolerPercent, double ValvePercent, double PumpLeakage, double AccumulatorBar)
{
    /// <summary>All components healthy.</summary>
    public static RigCondition Healthy { get; } = new(100, 100, 0, 130);
}
