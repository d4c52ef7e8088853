using Faultline.Contracts;

namespace Faultline.Simulator.Machines;

/// <summary>Until the twin is there: every sensor swings once a cycle.</summary>
internal sealed class PlainModel : IMachineModel
{
    private static readonly double[] Levels = [160, 104, 1.7, 2.6, 9.1, 9.0, 2490, 6.2, 9.6, 45, 50, 47, 40, 0.61, 31, 1.8, 55];

    public bool Adjustable => true;

    public void Measure(long cycle, double second, in RigConditions conditions, int firstSensor, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = Levels[firstSensor + i] * (1 + (0.02 * Math.Sin(second * Math.Tau / HydraulicRig.CycleDuration.TotalSeconds)));
    }

    public RecordedTruth? TruthOf(long cycle) => null;
}
