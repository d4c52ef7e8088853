using System.Runtime.InteropServices;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Data;

/// <summary>One sensor's file: 60 means a cycle, and the columns at the recorded rate when asked for.</summary>
/// <param name="Means">60 values a cycle, one after the other.</param>
/// <param name="Rate">Samples a second in the file: 1, 10 or 100.</param>
/// <param name="Samples">60 × rate values a cycle, or null when they were not kept.</param>
/// <param name="Hash">SHA-256 of the file's (unpacked) bytes.</param>
internal sealed record SensorTable(double[] Means, int Rate, float[]? Samples, byte[] Hash)
{
    public int Cycles => Means.Length / RigLayout.Seconds;

    public static SensorTable Load(string path, bool keepSamples)
    {
        var means = new List<double>(2205 * RigLayout.Seconds);
        List<float>? samples = null;
        int rate = 0;
        using var table = new NumberTable(path);
        while (table.Read(out var row))
        {
            if (rate == 0)
            {
                rate = row.Length is 60 or 600 or 6000
                    ? row.Length / RigLayout.Seconds
                    : throw new DatasetException(path, table.Row, 0, $"{row.Length} columns; a cycle has 60, 600 or 6000");
                samples = keepSamples && rate > 1 ? new List<float>(row.Length) : null;
            }

            if (row.Length != rate * RigLayout.Seconds)
                throw new DatasetException(path, table.Row, 0, $"{row.Length} columns where the rows before have {rate * RigLayout.Seconds}");
            AddMeans(means, row, rate);
            foreach (double value in samples is null ? default : row)
                samples!.Add((float)value);
        }

        return means.Count > 0
            ? new SensorTable([.. means], rate, samples?.ToArray(), table.Hash())
            : throw new DatasetException($"{path}: no rows");
    }

    private static void AddMeans(List<double> means, ReadOnlySpan<double> row, int rate)
    {
        int first = means.Count;
        CollectionsMarshal.SetCount(means, first + RigLayout.Seconds);
        var target = CollectionsMarshal.AsSpan(means)[first..];
        for (int second = 0; second < RigLayout.Seconds; second++)
        {
            double sum = 0;
            foreach (double value in row.Slice(second * rate, rate))
                sum += value;
            target[second] = sum / rate;
        }
    }
}
