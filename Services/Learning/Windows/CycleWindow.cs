namespace Faultline.Learning.Windows;

/// <summary>
/// One load cycle of one machine: 17 × 60 finite values, sensor-major in the order of <see cref="RigLayout.SensorNames"/>.
/// Immutable; safe for concurrent use.
/// </summary>
public sealed class CycleWindow
{
    private readonly double[] values;

    private readonly int[] missing;

    private CycleWindow(double[] values, int[] missing)
    {
        this.values = values;
        this.missing = missing;
    }

    /// <summary>All 1020 values, sensor-major.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Share of the 1020 values that were measured, 0..1; the others were filled from their neighbours in time.</summary>
    public double Coverage => 1 - (missing.Length / (double)RigLayout.Values);

    /// <summary>Indices of the values that were not measured, in no order: a model that knows better than the neighbours replaces them.</summary>
    public ReadOnlySpan<int> Missing => missing;

    /// <summary>The 60 values of a sensor by index 0..16.</summary>
    public ReadOnlySpan<double> Sensor(int index) => values.AsSpan(index * RigLayout.Seconds, RigLayout.Seconds);

    /// <summary>Copies 1020 sensor-major values.</summary>
    /// <exception cref="WindowException">A value is not finite.</exception>
    /// <exception cref="ArgumentException">The span does not hold 1020 values.</exception>
    public static CycleWindow FromValues(ReadOnlySpan<double> values)
    {
        if (values.Length != RigLayout.Values)
            throw new ArgumentException($"{values.Length} values; a window has {RigLayout.Values}", nameof(values));
        List<WindowFault> faults = [];
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
            FindNotFinite(RigLayout.SensorNames[sensor], values.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds), faults);
        return faults.Count == 0 ? new CycleWindow(values.ToArray(), []) : throw new WindowException(faults);
    }

    /// <summary>Takes the window of a request: sensor name to its 60 values. All faults are collected before it throws.</summary>
    /// <exception cref="WindowException">A sensor is missing or unknown, has another length than 60, or a value that is not finite.</exception>
    public static CycleWindow FromSensors(IEnumerable<KeyValuePair<string, double[]>> sensors)
    {
        var all = new double[RigLayout.Values];
        var seen = new bool[RigLayout.Sensors];
        List<WindowFault> faults = [];
        foreach (var (name, series) in sensors)
        {
            int index = RigLayout.IndexOf(name);
            if (index < 0)
            {
                faults.Add(new WindowFault(name, null, $"{name} is not a sensor of the rig"));
                continue;
            }

            seen[index] = true;
            if (series is null || series.Length != RigLayout.Seconds)
            {
                faults.Add(new WindowFault(name, null, $"{name} has {series?.Length ?? 0} values, expected {RigLayout.Seconds}"));
                continue;
            }

            FindNotFinite(name, series, faults);
            series.CopyTo(all.AsSpan(index * RigLayout.Seconds));
        }

        for (int i = 0; i < seen.Length; i++)
        {
            if (!seen[i])
                faults.Add(new WindowFault(RigLayout.SensorNames[i], null, $"{RigLayout.SensorNames[i]} is missing"));
        }

        return faults.Count == 0 ? new CycleWindow(all, []) : throw new WindowException(faults);
    }

    /// <summary>
    /// Takes a live window with gaps: NaN marks a second without a good reading. A gap is bridged linearly between its neighbours on
    /// the circle of 60 seconds (a window is a whole cycle, so its last second is followed by its first).
    /// </summary>
    /// <exception cref="WindowException">A sensor has no value at all.</exception>
    /// <exception cref="ArgumentException">The span does not hold 1020 values.</exception>
    public static CycleWindow FromPartial(ReadOnlySpan<double> values) => TakePartial(values.ToArray());

    /// <summary>Like <see cref="FromPartial"/>, without a copy: the array is the window's from now on, and nobody else's.</summary>
    /// <exception cref="WindowException">A sensor has no value at all.</exception>
    /// <exception cref="ArgumentException">The array does not hold 1020 values.</exception>
    public static CycleWindow TakePartial(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != RigLayout.Values)
            throw new ArgumentException($"{values.Length} values; a window has {RigLayout.Values}", nameof(values));
        List<WindowFault>? faults = null;
        int[] missing = IndicesOfMissing(values);
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            int present = GapBridge.Fill(values.AsSpan(sensor * RigLayout.Seconds, RigLayout.Seconds));
            if (present == 0)
                (faults ??= []).Add(new WindowFault(RigLayout.SensorNames[sensor], null, $"{RigLayout.SensorNames[sensor]} has no measured value"));
        }

        return faults is null ? new CycleWindow(values, missing) : throw new WindowException(faults);
    }

    /// <summary>
    /// The window with every sensor rotated left: second 0 of the result is second <paramref name="seconds"/> (0..59) of this one.
    /// </summary>
    public CycleWindow Rotate(int seconds)
    {
        int shift = ((seconds % RigLayout.Seconds) + RigLayout.Seconds) % RigLayout.Seconds;
        if (shift == 0)
            return this;
        var rotated = new double[values.Length];
        for (int start = 0; start < values.Length; start += RigLayout.Seconds)
        {
            var source = values.AsSpan(start, RigLayout.Seconds);
            source[shift..].CopyTo(rotated.AsSpan(start));
            source[..shift].CopyTo(rotated.AsSpan(start + RigLayout.Seconds - shift));
        }

        return new CycleWindow(rotated, Array.ConvertAll(missing, index =>
            (index / RigLayout.Seconds * RigLayout.Seconds) + (((index % RigLayout.Seconds) + RigLayout.Seconds - shift) % RigLayout.Seconds)));
    }

    private static int[] IndicesOfMissing(ReadOnlySpan<double> values)
    {
        int count = 0;
        foreach (double value in values)
            count += double.IsFinite(value) ? 0 : 1;
        if (count == 0)
            return [];
        var missing = new int[count];
        for (int i = 0, next = 0; next < count; i++)
        {
            if (!double.IsFinite(values[i]))
                missing[next++] = i;
        }

        return missing;
    }

    private static void FindNotFinite(string name, ReadOnlySpan<double> series, List<WindowFault> faults)
    {
        for (int i = 0; i < series.Length; i++)
        {
            if (!double.IsFinite(series[i]))
                faults.Add(new WindowFault(name, i, $"{name}[{i}] is {series[i]}, not a finite number"));
        }
    }
}
