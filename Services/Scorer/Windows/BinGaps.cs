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
            var (_, run) = Of(values.Slice(sensor * RigLayout.Seconds, RigLayout.Seconds));
            if (run > longest.Length)
                longest = (sensor, run);
        }
        return longest;
    }

    /// <summary>How many bins of one sensor lack a value, and the longest run of them.</summary>
    public static (int Missing, int Longest) Of(ReadOnlySpan<double> bins)
    {
        int missing = 0, longest = 0, run = 0;
        foreach (var value in bins)
        {
            run = double.IsNaN(value) ? run + 1 : 0;
            missing += run > 0 ? 1 : 0;
            longest = Math.Max(longest, run);
        }
        return (missing, longest);
    }
}
