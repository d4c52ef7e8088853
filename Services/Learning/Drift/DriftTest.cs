namespace Faultline.Learning.Drift;

/// <summary>How drift was tested.</summary>
public enum DriftTest
{
    /// <summary>Largest distance of two cumulative distributions, 0..1.</summary>
    KolmogorovSmirnov,

    /// <summary>Σ (now − then)·ln(now / then) over the levels, 0 upwards.</summary>
    PopulationStabilityIndex,
}
