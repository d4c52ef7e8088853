using Faultline.Contracts;
using Faultline.Learning.Data;

namespace Faultline.Simulator.Machines;

/// <summary>
/// Replays recorded cycles. Samples are held until the next one (a 1 Hz mean for its second). The machines of a plant take the chosen
/// cycles in turn: machine m of n replays the chosen cycles m, m + n, m + 2n …
/// </summary>
internal sealed class RecordedModel : IMachineModel
{
    private readonly RecordedCycles recorded;
    private readonly int[] rows;
    private readonly ReplayEnd end;
    private volatile LoadedCycle loaded;

    /// <summary>Takes every <paramref name="stride"/>-th cycle, and of these every <paramref name="machines"/>-th from <paramref name="index"/> on.</summary>
    public RecordedModel(RecordedCycles recorded, int index, int machines, int stride, ReplayEnd end)
    {
        this.recorded = recorded;
        this.end = end;
        var chosen = (recorded.Count + stride - 1) / stride;
        rows = [.. Enumerable.Range(0, chosen).Where(i => i % machines == index % Math.Min(machines, chosen)).Select(i => i * stride)];
        loaded = Load(rows[0]);
    }

    public bool Adjustable => false;

    /// <summary>Rows that this machine replays, in order.</summary>
    public IReadOnlyList<int> Rows => rows;

    public void Measure(long cycle, double second, in RigConditions conditions, int firstSensor, Span<double> values)
    {
        var stopped = end == ReplayEnd.Stop && cycle >= rows.Length;
        var row = RowOf(cycle);
        var now = loaded;
        if (now.Row != row)
            loaded = now = Load(row);
        var share = stopped ? 1 : second / HydraulicRig.CycleDuration.TotalSeconds;
        for (var i = 0; i < values.Length; i++)
        {
            var samples = now.Samples[firstSensor + i];
            values[i] = samples[Math.Clamp((int)(share * samples.Length), 0, samples.Length - 1)];
        }
    }

    public RecordedTruth? TruthOf(long cycle)
    {
        var row = RowOf(cycle);
        if (!recorded.HasLabels)
            return new RecordedTruth(row, null, null);
        var labels = recorded.Labels[row];
        return new RecordedTruth(row, new RigConditions(labels.Cooler, labels.Valve, labels.PumpLeakage, labels.Accumulator), !labels.Unstable);
    }

    private int RowOf(long cycle) => end == ReplayEnd.Stop ? rows[Math.Clamp(cycle, 0, rows.Length - 1)] : rows[Math.Max(0, cycle) % rows.Length];

    private LoadedCycle Load(int row) =>
        new(row, [.. Enumerable.Range(0, HydraulicRig.SensorCount).Select(sensor => recorded.Samples(row, sensor))]);

    private sealed record LoadedCycle(int Row, float[][] Samples);
}
