using Faultline.Contracts;
using Faultline.Learning.Windows;

namespace Faultline.Scorer.Windows;

/// <summary>
/// The last load cycle of one machine as raw good readings, from which windows are binned at any offset. Holds 4096 values a sensor: a cycle at
/// the fastest sampling (3000 values) with room for the offset. Not thread-safe.
/// </summary>
internal sealed class CycleBuffer
{
    private const int Capacity = 4096;

    // PS1 to PS3 follow the load and are sampled fastest.
    private const int LoadPressures = 3;

    // A sensor with fewer samples a bin is slow.
    private const double FastSamples = 2.5;
    private readonly SensorRing[] rings;
    private readonly DateTimeOffset origin;

    /// <param name="system">The machine: its load cycle and sensors.</param>
    /// <param name="origin">Any time near the readings: times are counted from it, so that they stay exact as double.</param>
    public CycleBuffer(SystemDefinition system, DateTimeOffset origin)
    {
        this.origin = origin;
        BinWidth = (double)system.CycleDuration.Ticks / HydraulicRig.WindowLength;
        rings = [.. Enumerable.Range(1, HydraulicRig.SensorCount).Select(ordinal => new SensorRing(Capacity, IsSlow(system, ordinal)))];
    }

    /// <summary>Width of a bin in ticks (100 ns): a sixtieth of the cycle.</summary>
    public double BinWidth { get; }

    /// <summary>Ticks of a cycle.</summary>
    public double CycleWidth => BinWidth * HydraulicRig.WindowLength;

    public void Add(in Reading reading)
    {
        var index = reading.Sensor.Ordinal - 1;
        if (index < rings.Length && reading.Quality.IsGood)
            rings[index].Add(TicksOf(reading.SourceTime), reading.Value);
    }

    public long TicksOf(DateTimeOffset time) => time.UtcTicks - origin.UtcTicks;

    public DateTimeOffset TimeOf(double ticks) => origin.AddTicks((long)Math.Round(ticks));

    /// <summary>The 17 × 60 means of the cycle that ends at <paramref name="end"/> ticks; NaN where nothing good was read.</summary>
    public double[] Bin(double end, Cut cut)
    {
        var values = new double[RigLayout.Values];
        for (var i = 0; i < rings.Length; i++)
            rings[i].Bin(end, BinWidth, cut, values.AsSpan(i * RigLayout.Seconds, RigLayout.Seconds));
        return values;
    }

    /// <summary>The last bin edge at or before <paramref name="end"/> when edges lie at <paramref name="offset"/> within a bin.</summary>
    public double Floor(double end, double offset) => (Math.Floor((end - offset) / BinWidth) * BinWidth) + offset;

    /// <summary>Offset of the machine's own second edges in ticks within a bin, from the steps of the load pressures; null when they do not step.</summary>
    public double? FindSteps(double end)
    {
        var edges = new StepEdges(BinWidth);
        for (var i = 0; i < LoadPressures; i++)
            edges.Add(rings[i], end - CycleWidth, end);
        return edges.Find();
    }

    private bool IsSlow(SystemDefinition system, int ordinal) =>
        system.Sensors.FirstOrDefault(sensor => sensor.Ordinal == ordinal)?.SampleInterval.Ticks > BinWidth / FastSamples;
}
