namespace Faultline.Contracts;

/// <summary>The wearing parts of a hydraulic rig whose condition is predicted (Helwig et al. 2015).</summary>
public enum Component
{
    /// <summary>Oil cooler; condition in percent of full cooling: 100 (full efficiency), 20 (reduced), 3 (close to total failure).</summary>
    Cooler,

    /// <summary>Control valve; condition in percent of full switching current: 100 (optimal), 90, 80, 73 (close to total failure).</summary>
    Valve,

    /// <summary>Main pump; internal leakage: 0 (none), 1 (weak), 2 (severe).</summary>
    Pump,

    /// <summary>Hydraulic accumulator; pre-charge pressure in bar: 130 (optimal), 115, 100, 90 (close to total failure).</summary>
    Accumulator,
}
