namespace Faultline.Simulator.Machines;

/// <summary>What the sensors of one machine measure. Thread-safe.</summary>
internal interface IMachineModel
{
    /// <summary>Whether conditions can be set; recorded cycles have theirs.</summary>
    bool Adjustable { get; }

    /// <summary>Measured values at one moment.</summary>
    /// <param name="cycle">Load cycle, from 0.</param>
    /// <param name="second">Machine seconds since the cycle's start, 0 to 60 (exclusive).</param>
    /// <param name="conditions">Conditions at that moment, for adjustable models.</param>
    /// <param name="firstSensor">Index (ordinal - 1) of the sensor whose value comes first.</param>
    /// <param name="values">Takes the values of the sensors from there on, in their units.</param>
    void Measure(long cycle, double second, in RigConditions conditions, int firstSensor, Span<double> values);

    /// <summary>The recorded cycle behind a load cycle; null when it is not a recorded one.</summary>
    RecordedTruth? TruthOf(long cycle);
}
