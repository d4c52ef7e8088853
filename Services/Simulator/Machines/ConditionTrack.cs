namespace Faultline.Simulator.Machines;

/// <summary>
/// Condition of one component over machine time: steps and linear ramps, and what it was before, so that past cycles can be told.
/// Thread-safe; the earliest of more than 4096 changes are forgotten.
/// </summary>
internal sealed class ConditionTrack(double initial)
{
    private const int KeptChanges = 4096;
    private readonly Lock gate = new();
    private volatile Ramp[] ramps = [new Ramp(0, initial, initial, 0)];

    /// <summary>The latest ramp; a step has the duration 0.</summary>
    public Ramp Latest => ramps[^1];

    /// <summary>Ramps from the present condition to <paramref name="target"/> within <paramref name="duration"/> machine seconds.</summary>
    public void RampTo(double target, double now, double duration)
    {
        lock (gate)
        {
            var next = new Ramp(now, ValueAt(now), target, duration);
            ramps = [.. ramps.Length < KeptChanges ? ramps : ramps[1..], next];
        }
    }

    /// <summary>Condition at a machine time, past or (as far as is known) future.</summary>
    public double ValueAt(double seconds)
    {
        var known = ramps;
        for (var i = known.Length - 1; i > 0; i--)
        {
            if (known[i].Start <= seconds)
                return known[i].ValueAt(seconds);
        }
        return known[0].ValueAt(seconds);
    }
}
