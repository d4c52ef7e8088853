namespace Faultline.Learning.Data;

/// <summary>What a recorded cycle's row of profile.txt says about the rig (UCI 447, profile.txt columns 1–5).</summary>
/// <param name="Cooler">Cooler condition in %: 3, 20 or 100.</param>
/// <param name="Valve">Valve switching behaviour in %: 73, 80, 90 or 100.</param>
/// <param name="PumpLeakage">Internal pump leakage: 0 none, 1 weak, 2 severe.</param>
/// <param name="Accumulator">Accumulator gas pressure in bar: 90, 100, 115 or 130.</param>
/// <param name="Unstable">True when static conditions may not have been reached in the cycle.</param>
public readonly record struct CycleLabels(int Cooler, int Valve, int PumpLeakage, int Accumulator, bool Unstable)
{
    /// <summary>True when the other cycle has the same setting of the four components (the stable flag is not compared).</summary>
    public bool SameSetting(CycleLabels other) => this with { Unstable = other.Unstable } == other;
}
