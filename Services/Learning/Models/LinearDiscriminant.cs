using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>Linear discriminant analysis on the raw 17 × 60 series with a shrunken pooled covariance (Friedman 1989), equal priors.</summary>
internal sealed class LinearDiscriminant(Standardization standardization, Matrix directions, double[] offsets)
{
    public Standardization Standardization { get; } = standardization;

    /// <summary>Classes × 1020: Σ⁻¹μ.</summary>
    public Matrix Directions { get; } = directions;

    /// <summary>−½ μᵀΣ⁻¹μ of each class.</summary>
    public double[] Offsets { get; } = offsets;

    public static LinearDiscriminant Fit(TrainingSet set, int[] rows, int component, int classes, double shrinkage)
    {
        var standardization = Standardization.Fit(set, rows);
        var means = new Matrix(classes, RigLayout.Values);
        var sums = new double[classes];
        var values = new Matrix(rows.Length, RigLayout.Values);
        for (int i = 0; i < rows.Length; i++)
        {
            int level = set.Levels[rows[i]][component];
            double weight = set.Weights[rows[i]];
            standardization.Apply(set.Values.Row(rows[i]), values.Row(i));
            Blas.Axpy(weight, values.Row(i), means.Row(level));
            sums[level] += weight;
        }

        for (int level = 0; level < classes; level++)
        {
            foreach (ref double mean in means.Row(level))
                mean /= Math.Max(sums[level], 1e-9);
        }

        double total = sums.Sum();
        for (int i = 0; i < rows.Length; i++)
        {
            Blas.Axpy(-1, means.Row(set.Levels[rows[i]][component]), values.Row(i));
            double weight = Math.Sqrt(set.Weights[rows[i]] / total);
            foreach (ref double value in values.Row(i))
                value *= weight;
        }

        var covariance = values.Transpose().Gram();
        for (int i = 0; i < covariance.Data.Length; i++)
            covariance.Data[i] *= 1 - shrinkage;
        for (int j = 0; j < covariance.Rows; j++)
            covariance[j, j] += shrinkage;
        var directions = new Matrix(classes, RigLayout.Values);
        means.Data.CopyTo(directions.Data, 0);
        Cholesky.Of(covariance).SolveRows(directions);
        var offsets = Enumerable.Range(0, classes)
            .Select(level => sums[level] > 0 ? -Blas.Dot(means.Row(level), directions.Row(level)) / 2 : -1e9).ToArray();
        return new LinearDiscriminant(standardization, directions, offsets);
    }

    /// <summary>Log-likelihood, up to a constant, of each class for 1020 raw values.</summary>
    public void Score(ReadOnlySpan<double> values, Span<double> likelihood)
    {
        Span<double> standardized = stackalloc double[RigLayout.Values];
        Standardization.Apply(values, standardized);
        for (int level = 0; level < likelihood.Length; level++)
            likelihood[level] = Offsets[level] + Blas.Dot(Directions.Row(level), standardized);
    }

    /// <summary>Probability of each class; sharpness is the calibration factor on the log-likelihood.</summary>
    public static void Softmax(ReadOnlySpan<double> likelihood, double sharpness, Span<double> probabilities)
    {
        double highest = double.NegativeInfinity, total = 0;
        foreach (double value in likelihood)
            highest = Math.Max(highest, value);
        for (int i = 0; i < likelihood.Length; i++)
            total += probabilities[i] = Math.Exp(sharpness * (likelihood[i] - highest));
        foreach (ref double value in probabilities)
            value /= total;
    }
}
