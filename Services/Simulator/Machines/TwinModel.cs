using Faultline.Contracts;
using Faultline.Learning.Twin;

namespace Faultline.Simulator.Machines;

/// <summary>
/// A machine as the statistical twin of the recorded rig. Each load cycle has its own scatter, drawn from the seed and the cycle's number; the oil
/// warms and cools with machine time. A condition takes effect at once, but for the temperatures, which follow the oil.
/// </summary>
internal sealed class TwinModel : IMachineModel
{
    private const int SeedsPerMachine = 1_000_003;
    private readonly Lock gate = new();
    private readonly RigTwin twin;
    private readonly int seed;
    private readonly double[] means = new double[HydraulicRig.SensorCount];
    private (long Cycle, int Second, RigConditions Conditions) at = (-1, -1, default);
    private TwinCycle? current;
    private OilState oil;
    private double oilSeconds;

    /// <param name="twin">The fitted twin.</param>
    /// <param name="seed">Seed of this machine's scatter.</param>
    public TwinModel(RigTwin twin, int seed)
    {
        (this.twin, this.seed) = (twin, seed);
        oil = twin.SteadyOil(ToTwin(RigConditions.Healthy));
    }

    public bool Adjustable => true;

    public RecordedTruth? TruthOf(long cycle) => null;

    public void Measure(long cycle, double second, in RigConditions conditions, int firstSensor, Span<double> values)
    {
        lock (gate)
        {
            Update(cycle, second, conditions);
            for (var i = 0; i < values.Length; i++)
            {
                var sensor = HydraulicRig.Sensors[firstSensor + i];
                // The scatter of a worn rig can leave what the sensor is able to show; a real one would show its end of scale.
                var mean = Math.Clamp(means[firstSensor + i], sensor.PhysicalMinimum, sensor.PhysicalMaximum);
                var ripple = current!.Ripple(firstSensor + i, (int)(second / sensor.SampleInterval.TotalSeconds));
                // Cut on both sides alike: cut at the end of scale alone it would shift the second's mean (an idle pressure of 0.00 bar
                // to 0.04), which to the model is a worn pump.
                var room = Math.Min(mean - sensor.PhysicalMinimum, sensor.PhysicalMaximum - mean);
                values[i] = mean + Math.Clamp(ripple, -room, room);
            }
        }
    }

    // The twin's values are means over a second: between its whole seconds nothing but the ripple moves.
    private void Update(long cycle, double second, in RigConditions conditions)
    {
        var moment = (cycle, (int)second, conditions);
        if (moment == at)
            return;
        if (cycle != at.Cycle)
            current = twin.StartCycle(unchecked((seed * SeedsPerMachine) + (int)cycle));
        var elapsed = (cycle * HydraulicRig.CycleDuration.TotalSeconds) + second - oilSeconds;
        if (elapsed > 0)
        {
            oil = twin.Warm(oil, ToTwin(conditions), TimeSpan.FromSeconds(elapsed));
            oilSeconds += elapsed;
        }
        current!.Values((int)second, ToTwin(conditions), oil, means);
        at = moment;
    }

    private static RigCondition ToTwin(in RigConditions conditions) =>
        new(conditions.Cooler, conditions.Valve, conditions.Pump, conditions.Accumulator);
}
