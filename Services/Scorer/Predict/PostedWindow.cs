using System.Buffers;
using Faultline.Learning.Windows;
using Faultline.TimeSeries;

namespace Faultline.Scorer.Predict;

/// <summary>A window as it was posted: samples at any rate, NaN where none was. Reused for one window after another. Not thread-safe.</summary>
internal sealed class PostedWindow : IDisposable
{
    /// <summary>Highest rate in Hz: the rig's fastest sensors.</summary>
    public const int MaxRate = WindowSamples.MaxRateHz;

    /// <summary>Most samples of a sensor.</summary>
    public const int MaxSamples = WindowSamples.MaxSamples;

    private readonly int[] starts = new int[RigLayout.Sensors];
    private readonly int[] lengths = new int[RigLayout.Sensors];
    private double[] samples = ArrayPool<double>.Shared.Rent(RigLayout.Values + MaxSamples);
    private int used;

    public string? System { get; set; }

    public DateTimeOffset? Start { get; set; }

    /// <summary>Samples a second of the fastest sensors; null when it was not told.</summary>
    public int? Rate { get; set; }

    public void Clear()
    {
        Array.Fill(lengths, -1);
        (used, System, Start, Rate) = (0, null, null, null);
    }

    public bool Has(int sensor) => lengths[sensor] >= 0;

    /// <summary>Number of samples of a sensor; -1 when it was not posted.</summary>
    public int Length(int sensor) => lengths[sensor];

    public ReadOnlySpan<double> Samples(int sensor) => samples.AsSpan(starts[sensor], lengths[sensor]);

    /// <summary>Begins a sensor; its samples follow.</summary>
    public void Begin(int sensor) => (starts[sensor], lengths[sensor]) = (used, 0);

    /// <summary>Room for all samples of a sensor, to be filled and then taken.</summary>
    public Span<double> Reserve()
    {
        while (samples.Length - used < MaxSamples)
            Grow();
        return samples.AsSpan(used, MaxSamples);
    }

    /// <summary>Takes the first samples of the room for a sensor.</summary>
    public void Take(int sensor, int count)
    {
        used += count;
        lengths[sensor] = count;
    }

    /// <summary>Takes a stored window in the place of what was there.</summary>
    public void Take(WindowSamples stored)
    {
        Clear();
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var own = stored.Sensors[sensor];
            Begin(sensor);
            own.CopyTo(Reserve());
            Take(sensor, own.Length);
        }
    }

    public void Add(int sensor, double value)
    {
        if (used == samples.Length)
            Grow();
        samples[used++] = value;
        lengths[sensor]++;
    }

    public void Dispose()
    {
        if (samples.Length > 0)
            ArrayPool<double>.Shared.Return(samples);
        samples = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<double>.Shared.Rent(samples.Length * 2);
        samples.CopyTo(larger, 0);
        ArrayPool<double>.Shared.Return(samples);
        samples = larger;
    }
}
