namespace Faultline.Learning.Windows;

/// <summary>
/// Finds the phase of a window by circular correlation with the mean shape of the load cycle: each sensor's series is centred and
/// scaled to unit length, and the sensors that follow the load (not the temperatures, which drift) add up. Safe for concurrent use.
/// </summary>
public sealed class PhaseAligner
{
    // Sensors that follow the load: PS1, PS2, PS3, EPS1, FS1 and SE by index.
    private static readonly int[] LoadSensors = [0, 1, 2, 6, 7, 16];

    private readonly double[][] templates;
    private readonly double margin;

    /// <summary>Creates the aligner from the mean cycle, 1020 sensor-major values.</summary>
    public PhaseAligner(ReadOnlySpan<double> meanCycle)
    {
        templates = new double[LoadSensors.Length][];
        for (int i = 0; i < LoadSensors.Length; i++)
            templates[i] = Shape(meanCycle.Slice(LoadSensors[i] * RigLayout.Seconds, RigLayout.Seconds));
        var own = Correlations(templates);
        margin = own[0] - Runner(own, 0);
    }

    /// <summary>Finds where the cycle starts in the window and rotates it there.</summary>
    public PhaseAlignment Align(CycleWindow window)
    {
        var shapes = new double[LoadSensors.Length][];
        for (int i = 0; i < LoadSensors.Length; i++)
            shapes[i] = Shape(window.Sensor(LoadSensors[i]));
        var correlations = Correlations(shapes);
        int best = 0;
        for (int shift = 1; shift < correlations.Length; shift++)
            best = correlations[shift] > correlations[best] ? shift : best;
        double confidence = Math.Clamp((correlations[best] - Runner(correlations, best)) / margin, 0, 1);
        return new PhaseAlignment(best, correlations[best], confidence, window.Rotate(best));
    }

    private static double[] Shape(ReadOnlySpan<double> series)
    {
        var shape = series.ToArray();
        double mean = shape.Sum() / shape.Length, squares = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] -= mean;
            squares += shape[i] * shape[i];
        }

        double scale = squares > 1e-12 ? 1 / Math.Sqrt(squares) : 0;
        for (int i = 0; i < shape.Length; i++)
            shape[i] *= scale;
        return shape;
    }

    private static double Runner(double[] correlations, int best)
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

    private double[] Correlations(double[][] shapes)
    {
        var result = new double[RigLayout.Seconds];
        for (int shift = 0; shift < RigLayout.Seconds; shift++)
        {
            double sum = 0;
            for (int i = 0; i < templates.Length; i++)
            {
                double[] template = templates[i], shape = shapes[i];
                int tail = RigLayout.Seconds - shift;
                sum += Numerics.Blas.Dot(shape.AsSpan(shift), template.AsSpan(0, tail));
                sum += Numerics.Blas.Dot(shape.AsSpan(0, shift), template.AsSpan(tail));
            }

            result[shift] = sum / templates.Length;
        }

        return result;
    }
}
