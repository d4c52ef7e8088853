using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Twin;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Tests;

/// <summary>A machine that repeats one load cycle of the twin, holding each value for its second, sampled as a collector does.</summary>
internal sealed class Machine
{
    public static readonly ConditionModel Model = ConditionModel.LoadEmbedded();
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
    public static readonly RigTwin Twin = RigTwin.LoadEmbedded();
    public static readonly CycleFit Fit = new(Twin);
    private readonly double phaseSeconds;

    /// <param name="phaseSeconds">How far into its cycle the machine is at <see cref="Start"/>.</param>
    /// <param name="condition">Its condition; healthy by default.</param>
    public Machine(double phaseSeconds = 0, RigCondition? condition = null)
    {
        this.phaseSeconds = phaseSeconds;
        Cycle = Twin.Cycle(condition ?? RigCondition.Healthy, seed: 7);
    }

    public CycleWindow Cycle { get; }

    public static SystemDefinition Definition { get; } =
        new(new SystemId("hydraulic-2"), 2, "Press 2", HydraulicRig.CycleDuration, HydraulicRig.Sensors);

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    /// <summary>The polls of a span, each with the sensors that are due; one each 20 ms.</summary>
    public IEnumerable<IReadOnlyList<Reading>> Polls(double fromSeconds, double toSeconds)
    {
        for (var poll = (int)Math.Round(fromSeconds * 50); poll < (int)Math.Round(toSeconds * 50); poll++)
        {
            var readings = new List<Reading>();
            foreach (var sensor in HydraulicRig.Sensors)
            {
                if (poll % (int)(sensor.SampleInterval.TotalMilliseconds / 20) == 0)
                    readings.Add(new Reading(Definition.IdOf(sensor), At(poll / 50.0), Value(sensor.Ordinal - 1, poll / 50.0), Quality.Good));
            }
            yield return readings;
        }
    }

    public IEnumerable<Reading> Readings(double fromSeconds, double toSeconds) => Polls(fromSeconds, toSeconds).SelectMany(poll => poll);

    private double Value(int sensor, double seconds) => Cycle.Sensor(sensor)[(int)Math.Floor(seconds + phaseSeconds + 1e-9) % RigLayout.Seconds];
}
