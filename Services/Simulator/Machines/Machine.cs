using Faultline.Contracts;

namespace Faultline.Simulator.Machines;

/// <summary>One machine: its model at its present conditions, its tampered sensors, its connection. Thread-safe.</summary>
internal sealed class Machine
{
    private static readonly double CycleSeconds = HydraulicRig.CycleDuration.TotalSeconds;
    private readonly PlantClock clock;
    private readonly IMachineModel model;
    private readonly double offset;
    private readonly ConditionTrack[] tracks;
    private readonly SensorControl[] sensors = new SensorControl[HydraulicRig.SensorCount];
    private readonly Lock gate = new();

    /// <param name="number">System number, which is its Modbus unit identifier.</param>
    /// <param name="clock">Machine time of the plant.</param>
    /// <param name="model">What it measures.</param>
    /// <param name="offset">How far into its cycle it is at machine time 0, in seconds.</param>
    public Machine(int number, PlantClock clock, IMachineModel model, double offset)
    {
        Number = number;
        Id = new SystemId($"hydraulic-{number}");
        (this.clock, this.model, this.offset) = (clock, model, offset);
        tracks = [.. ComponentClasses.All.Select(component => new ConditionTrack(ComponentClasses.HealthyOf(component)))];
        Array.Fill(sensors, SensorControl.Untouched);
        Connection = new ConnectionState(clock);
    }

    public int Number { get; }

    public SystemId Id { get; }

    public ConnectionState Connection { get; }

    /// <summary>False while it replays recorded cycles, whose conditions are what they were.</summary>
    public bool Adjustable => model.Adjustable;

    /// <summary>Number of the present load cycle, from 1.</summary>
    public long CycleNumber => CycleAt(clock.Seconds) + 1;

    /// <summary>The latest change of a component's condition.</summary>
    public Ramp LatestRamp(Component component) => tracks[(int)component].Latest;

    /// <summary>Present conditions.</summary>
    public RigConditions Conditions => ConditionsAt(clock.Seconds);

    /// <summary>Changes a component's condition, at once or over <paramref name="rampSeconds"/> machine seconds.</summary>
    public void SetCondition(Component component, double value, double rampSeconds) =>
        tracks[(int)component].RampTo(value, clock.Seconds, rampSeconds);

    /// <summary>How sensor <paramref name="index"/> (ordinal - 1) is tampered with.</summary>
    public SensorControl SensorAt(int index) => Volatile.Read(ref sensors[index]);

    /// <summary>Tampers with a sensor; <paramref name="value"/> null keeps the value shown now (stuck) or adds nothing (offset).</summary>
    public SensorControl SetSensor(int index, SensorMode mode, double? value)
    {
        Span<float> shown = stackalloc float[1];
        lock (gate)
        {
            Read(index, shown);
            var kept = mode == SensorMode.Stuck ? value ?? shown[0] : value ?? 0;
            // The time is taken before the value shows: an alarm can never seem to come earlier than its cause.
            var control = new SensorControl(mode, mode is SensorMode.Stuck or SensorMode.Offset ? kept : 0, clock.UtcNow);
            Volatile.Write(ref sensors[index], control);
            return control;
        }
    }

    /// <summary>What the sensors from index <paramref name="first"/> on show, all at the same moment.</summary>
    public void Read(int first, Span<float> shown)
    {
        Span<double> measured = stackalloc double[shown.Length];
        var now = clock.Seconds;
        var cycle = CycleAt(now);
        model.Measure(cycle, Math.Clamp(now + offset - (cycle * CycleSeconds), 0, CycleSeconds - 1e-9), ConditionsAt(now), first, measured);
        for (var i = 0; i < shown.Length; i++)
            shown[i] = SensorAt(first + i).Show(measured[i]);
    }

    /// <summary>The present cycle and up to <paramref name="count"/> - 1 before it, latest first.</summary>
    public IReadOnlyList<LoadCycle> Cycles(int count)
    {
        var present = CycleAt(clock.Seconds);
        return [.. Enumerable.Range(0, (int)Math.Min(count, present + 1)).Select(back => CycleOf(present - back, back > 0))];
    }

    private LoadCycle CycleOf(long cycle, bool finished)
    {
        var start = (cycle * CycleSeconds) - offset;
        var truth = model.TruthOf(cycle);
        var atStart = truth is null ? ConditionsAt(start) : truth.Conditions;
        var atEnd = truth is null ? ConditionsAt(start + CycleSeconds - 1e-6) : truth.Conditions;
        return new LoadCycle(
            cycle + 1, clock.UtcAt(start), clock.UtcAt(start + CycleSeconds), finished, truth?.Row, truth?.Stable, atStart, atEnd);
    }

    private long CycleAt(double seconds) => Math.Max(0, (long)Math.Floor((seconds + offset) / CycleSeconds));

    private RigConditions ConditionsAt(double seconds) => model.Adjustable
        ? new(tracks[0].ValueAt(seconds), tracks[1].ValueAt(seconds), tracks[2].ValueAt(seconds), tracks[3].ValueAt(seconds))
        : model.TruthOf(CycleAt(seconds))?.Conditions ?? RigConditions.Healthy;
}
