using Faultline.Learning.Models;
using Faultline.Learning.Numerics;

namespace Faultline.Learning.Training;

/// <summary>Fits a <see cref="LogisticHead"/> by Newton's method on standardised features with a ridge; deterministic.</summary>
internal static class LogisticTraining
{
    private const int MostIterations = 25;
    private const double LongestStep = 5;
    private const double Converged = 1e-5;

    /// <param name="features">Rows × features.</param>
    /// <param name="labels">Class of each row.</param>
    /// <param name="weights">Weight of each row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="ridge">Ridge on standardised weights, as a share of the total weight.</param>
    public static LogisticHead Fit(Matrix features, int[] labels, double[] weights, int classes, double ridge)
    {
        double total = weights.Sum();
        var (rows, mean, scale) = Standardize(features, weights, total);
        var w = new Matrix(classes, rows.Columns);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            var (hessian, gradient) = Derivatives(rows, labels, weights, w);
            for (int i = 0; i < gradient.Columns; i++)
            {
                gradient.Data[i] -= ridge * total * w.Data[i];
                hessian[i, i] += (ridge + 1e-9) * total;
            }

            Cholesky.Of(hessian).SolveRows(gradient);
            double longest = gradient.Data.Max(Math.Abs);
            Blas.Axpy(Math.Min(1, LongestStep / longest), gradient.Data, w.Data);
            if (longest < Converged)
                break;
        }

        return new LogisticHead(Unstandardize(w, mean, scale));
    }

    private static (Matrix Rows, double[] Mean, double[] Scale) Standardize(Matrix features, double[] weights, double total)
    {
        int count = features.Columns;
        double[] mean = new double[count], scale = new double[count];
        for (int i = 0; i < features.Rows; i++)
            Blas.Axpy(weights[i] / total, features.Row(i), mean);
        for (int i = 0; i < features.Rows; i++)
        {
            for (int j = 0; j < count; j++)
                scale[j] += weights[i] / total * (features[i, j] - mean[j]) * (features[i, j] - mean[j]);
        }

        var rows = new Matrix(features.Rows, count + 1);
        for (int j = 0; j < count; j++)
            scale[j] = scale[j] > 1e-12 ? Math.Sqrt(scale[j]) : 1;
        for (int i = 0; i < features.Rows; i++)
        {
            for (int j = 0; j < count; j++)
                rows[i, j] = (features[i, j] - mean[j]) / scale[j];
            rows[i, count] = 1;
        }

        return (rows, mean, scale);
    }

    private static (Matrix Hessian, Matrix Gradient) Derivatives(Matrix rows, int[] labels, double[] weights, Matrix w)
    {
        int width = rows.Columns, size = w.Rows * width;
        Matrix hessian = new(size, size), gradient = new(1, size);
        var p = new double[w.Rows];
        for (int i = 0; i < rows.Rows; i++)
        {
            var x = rows.Row(i);
            for (int k = 0; k < p.Length; k++)
                p[k] = Blas.Dot(w.Row(k), x);
            LogisticHead.Softmax(p);
            for (int a = 0; a < p.Length; a++)
            {
                Blas.Axpy(weights[i] * ((labels[i] == a ? 1 : 0) - p[a]), x, gradient.Row(0)[(a * width)..]);
                for (int b = 0; b < p.Length; b++)
                    AddOuter(weights[i] * ((a == b ? p[a] : 0) - (p[a] * p[b])), x, hessian, a * width, b * width);
            }
        }

        return (hessian, gradient);
    }

    private static void AddOuter(double factor, ReadOnlySpan<double> x, Matrix target, int row, int column)
    {
        if (Math.Abs(factor) < 1e-14)
            return;
        for (int j = 0; j < x.Length; j++)
            Blas.Axpy(factor * x[j], x, target.Row(row + j)[column..]);
    }

    private static Matrix Unstandardize(Matrix w, double[] mean, double[] scale)
    {
        var result = new Matrix(w.Rows, w.Columns);
        for (int k = 0; k < w.Rows; k++)
        {
            double bias = w[k, mean.Length];
            for (int j = 0; j < mean.Length; j++)
            {
                result[k, j] = w[k, j] / scale[j];
                bias -= result[k, j] * mean[j];
            }

            result[k, mean.Length] = bias;
        }

        return result;
    }
}
