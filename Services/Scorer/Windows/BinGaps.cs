using Faultline.Learning.Windows;

namespace Faultline.Scorer.Windows;

/// <summary>Finds what is missing in a binned window.</summary>
internal static class BinGaps
{
    /// <summary>The sensor with the longest run of bins without a value, and its length in bins.</summary>
    public static (int Sensor, int Length) Longest(ReadOnlySpan<double> values)
    {
        var longest = (Sensor: 0, Length: 0);
        for (var sensor = 0; sensor < RigLayout.Sensors; sensor++)
        {
            var run = 0;
            foreach (var value in values.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds))
            {
                run = double.IsNaN(value) ? run + 1 : 0;
                if (run > longest.Length)
                    longest = (sensor, run);
            }
        }
        return longest;
    }
}
