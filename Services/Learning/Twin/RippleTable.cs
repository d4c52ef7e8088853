using System.Globalization;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Twin;

/// <summary>Standard deviation of each sensor within a second, from cycles.csv (header PS1_0, PS1_1, …; one cycle a row).</summary>
internal static class RippleTable
{
    public static Matrix Load(string? folder)
    {
        var ripple = new Matrix(1, RigLayout.Sensors);
        string? path = folder is null ? null : Directory.EnumerateFiles(folder, "cycles.csv", SearchOption.AllDirectories).Order().FirstOrDefault();
        if (path is null)
            return ripple;
        using var reader = new StreamReader(path);
        string[] header = (reader.ReadLine() ?? "").Split(',');
        var starts = RigLayout.SensorNames.Select(name => Array.IndexOf(header, name + "_0")).ToArray();
        var counts = RigLayout.SensorNames.Select(name => header.Count(h => h.StartsWith(name + "_", StringComparison.Ordinal))).ToArray();
        var deviations = RigLayout.SensorNames.Select(_ => new List<double>()).ToArray();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var row = Array.ConvertAll(line.Split(','), text => double.Parse(text, CultureInfo.InvariantCulture));
            for (int sensor = 0; sensor < starts.Length; sensor++)
            {
                int rate = counts[sensor] / RigLayout.Seconds;
                for (int second = 0; second < RigLayout.Seconds && rate > 1 && starts[sensor] >= 0; second++)
                    deviations[sensor].Add(Deviation(row.AsSpan(starts[sensor] + (second * rate), rate)));
            }
        }

        // The median over seconds: seconds in which the load switches would count their step as ripple.
        for (int sensor = 0; sensor < starts.Length; sensor++)
            ripple[0, sensor] = deviations[sensor].Count == 0 ? 0 : deviations[sensor].Order().ElementAt(deviations[sensor].Count / 2);
        return ripple;
    }

    private static double Deviation(ReadOnlySpan<double> values)
    {
        double mean = 0, squares = 0;
        foreach (double value in values)
            mean += value / values.Length;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }
}
