namespace Faultline.Learning.Windows;

/// <summary>
/// Finds the phase of a window by circular correlation with the mean shape of the load cycle: each sensor's series is centred and
/// scaled to unit length, and the sensors that follow the load (not the temperatures, which drift) add up. Safe for concurrent use.
/// </summary>
public sealed class PhaseAligner
{
    // Sensors that follow the load: PS1, PS2, PS3, EPS1, FS1 and SE by index.
    private static readonly int[] LoadSensors = [0, 1, 2, 6, 7, 16];

    private const int Twice = 2 * RigLayout.Seconds;

    // One row of 60 a load sensor.
    private readonly double[] templates;
    private readonly double margin;

    /// <summary>Creates the aligner from the mean cycle, 1020 sensor-major values.</summary>
    public PhaseAligner(ReadOnlySpan<double> meanCycle)
    {
        templates = new double[LoadSensors.Length * RigLayout.Seconds];
        Span<double> shape = stackalloc double[Twice], own = stackalloc double[RigLayout.Seconds];
        for (int i = 0; i < LoadSensors.Length; i++)
        {
            Shape(meanCycle.Slice(LoadSensors[i] * RigLayout.Seconds, RigLayout.Seconds), shape);
            shape[..RigLayout.Seconds].CopyTo(templates.AsSpan(i * RigLayout.Seconds));
        }

        Correlate(meanCycle, own);
        margin = own[0] - Runner(own, 0);
    }

    /// <summary>Finds where the cycle starts in the window and rotates it there.</summary>
    public PhaseAlignment Align(CycleWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        Span<double> correlations = stackalloc double[RigLayout.Seconds];
        Correlate(window.Values, correlations);
        int best = 0;
        for (int shift = 1; shift < correlations.Length; shift++)
            best = correlations[shift] > correlations[best] ? shift : best;
        double confidence = Math.Clamp((correlations[best] - Runner(correlations, best)) / margin, 0, 1);
        return new PhaseAlignment(best, correlations[best], confidence, window.Rotate(best));
    }

    // Centred and of unit length, and a second time behind: what is cut out of it at any shift then lies in one piece.
    private static void Shape(ReadOnlySpan<double> series, Span<double> shape)
    {
        double mean = 0, squares = 0;
        foreach (double value in series)
            mean += value;
        mean /= series.Length;
        for (int i = 0; i < series.Length; i++)
        {
            shape[i] = series[i] - mean;
            squares += shape[i] * shape[i];
        }

        double scale = squares > 1e-12 ? 1 / Math.Sqrt(squares) : 0;
        for (int i = 0; i < series.Length; i++)
            shape[i] *= scale;
        shape[..series.Length].CopyTo(shape[series.Length..]);
    }

    private static double Runner(ReadOnlySpan<double> correlations, int best)
    {
        double runner = -1;
        for (int shift = 0; shift < correlations.Length; shift++)
        {
            int distance = Math.Abs(shift - best);
            if (Math.Min(distance, correlations.Length - distance) > 1)
                runner = Math.Max(runner, correlations[shift]);
        }

        return runner;
    }

    private void Correlate(ReadOnlySpan<double> values, Span<double> correlations)
    {
        Span<double> shape = stackalloc double[Twice];
        correlations.Clear();
        for (int i = 0; i < LoadSensors.Length; i++)
        {
            Shape(values.Slice(LoadSensors[i] * RigLayout.Seconds, RigLayout.Seconds), shape);
            var template = templates.AsSpan(i * RigLayout.Seconds, RigLayout.Seconds);
            for (int shift = 0; shift < correlations.Length; shift++)
                correlations[shift] += Numerics.Blas.Dot(template, shape[shift..]) / LoadSensors.Length;
        }
    }
}
