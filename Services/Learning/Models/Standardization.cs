using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>Shift and scale of values; a value that never varied is left at scale 1.</summary>
internal sealed record Standardization(double[] Mean, double[] Scale)
{
    public static Standardization Fit(TrainingSet set, ReadOnlySpan<int> rows)
    {
        double[] mean = new double[RigLayout.Values], scale = new double[RigLayout.Values];
        foreach (int row in rows)
            Blas.Axpy(1.0 / rows.Length, set.Values.Row(row), mean);
        foreach (int row in rows)
        {
            var values = set.Values.Row(row);
            for (int j = 0; j < scale.Length; j++)
                scale[j] += (values[j] - mean[j]) * (values[j] - mean[j]) / rows.Length;
        }

        for (int j = 0; j < scale.Length; j++)
            scale[j] = scale[j] > 1e-12 ? Math.Sqrt(scale[j]) : 1;
        return new Standardization(mean, scale);
    }

    public void Apply(ReadOnlySpan<double> values, Span<double> result)
    {
        for (int j = 0; j < Mean.Length; j++)
            result[j] = (values[j] - Mean[j]) / Scale[j];
    }

    /// <summary>Applies, cut at ± <paramref name="limit"/>, so that one value that no cycle ever had cannot outvote all others.</summary>
    public void Apply(ReadOnlySpan<double> values, double limit, Span<double> result)
    {
        Apply(values, result);
        foreach (ref double value in result[..Mean.Length])
            value = Math.Clamp(value, -limit, limit);
    }
}
