using Faultline.Learning.Windows;

namespace Faultline.Learning.Trees;

/// <summary>Simple features of a window for tree ensembles: of each sensor the mean, the deviation and six ten-second means.</summary>
public static class SegmentFeatures
{
    /// <summary>Number of features.</summary>
    public const int Count = RigLayout.Sensors * (Parts + 2);

    private const int Parts = 6;
    private const int Length = RigLayout.Seconds / Parts;

    /// <summary>Fills the features of 1020 values; allocates nothing.</summary>
    public static void Fill(ReadOnlySpan<double> window, Span<float> features)
    {
        int next = 0;
        for (int sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var series = window.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds);
            double mean = Mean(series), squares = 0;
            foreach (double value in series)
                squares += (value - mean) * (value - mean);
            features[next++] = (float)mean;
            features[next++] = (float)Math.Sqrt(squares / series.Length);
            for (int part = 0; part < Parts; part++)
                features[next++] = (float)Mean(series.Slice(part * Length, Length));
        }
    }

    /// <summary>Index 0..16 of the sensor that a feature comes from.</summary>
    public static int SensorOf(int feature) => feature / (Parts + 2);

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
