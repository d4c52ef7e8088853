using Faultline.Learning.Windows;

namespace Faultline.Scorer.Predict;

/// <summary>Means a second of a posted window, on a circle: its last sample is followed by its first.</summary>
internal static class CircularBins
{
    /// <summary>Fills 17 × 60 means of seconds that begin <paramref name="offset"/> into those of the samples; NaN where less than half of a second's samples are there.</summary>
    /// <param name="posted">The samples.</param>
    /// <param name="offset">-1 to 1 s; sensors that are too slow for it are cut at their nearest sample.</param>
    /// <param name="slowFirst">The sample that the first second takes of sensors with one a second.</param>
    /// <param name="means">Receives the means, sensor-major.</param>
    public static void Fill(PostedWindow posted, double offset, int slowFirst, Span<double> means)
    {
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var samples = posted.Samples(sensor);
            var rate = samples.Length / RigLayout.Seconds;
            var first = rate == 1 ? slowFirst : (int)Math.Round(offset * rate);
            Fill(samples, (first + samples.Length) % samples.Length, rate, means.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds));
        }
    }

    private static void Fill(ReadOnlySpan<double> samples, int first, int rate, Span<double> means)
    {
        var position = first;
        for (var second = 0; second < means.Length; second++)
        {
            double sum = 0;
            var count = 0;
            for (var i = 0; i < rate; i++)
            {
                var value = samples[position];
                if (!double.IsNaN(value))
                {
                    sum += value;
                    count++;
                }
                position = position + 1 == samples.Length ? 0 : position + 1;
            }
            means[second] = count * 2 >= rate ? sum / count : double.NaN;
        }
    }
}
