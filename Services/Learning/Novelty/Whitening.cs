using Faultline.Learning.Numerics;

namespace Faultline.Learning.Novelty;

/// <summary>Turns values that scatter together into ones that scatter alike and apart from each other; the squared length is then the Mahalanobis distance.</summary>
/// <param name="Inverse">Lower triangle of the inverse Cholesky factor of the covariance.</param>
internal sealed record Whitening(Matrix Inverse)
{
    /// <summary>Fits to some columns of weighted rows whose expected value is nothing.</summary>
    /// <param name="table">All rows and columns.</param>
    /// <param name="first">First column.</param>
    /// <param name="count">Number of columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="weights">Weight of each row of the table.</param>
    /// <param name="shrinkage">Share, 0 to 1, of the values' own variances in the covariance: what hardly varied must not be divided by nothing.</param>
    public static Whitening Fit(Matrix table, int first, int count, IReadOnlyList<int> rows, double[] weights, double shrinkage)
    {
        var scaled = new Matrix(rows.Count, count);
        double total = rows.Sum(row => weights[row]);
        for (int i = 0; i < rows.Count; i++)
            Blas.Axpy(Math.Sqrt(weights[rows[i]] / total), table.Row(rows[i]).Slice(first, count), scaled.Row(i));
        var covariance = scaled.Transpose().Gram();
        for (int j = 0; j < count; j++)
        {
            double own = Math.Max(covariance[j, j], 1e-9);
            Blas.Axpy(-shrinkage, covariance.Row(j).ToArray(), covariance.Row(j));
            covariance[j, j] = own;
        }

        return new Whitening(InverseOf(Cholesky.Of(covariance), count));
    }

    /// <summary>Mahalanobis distance, squared, from nothing.</summary>
    public double Distance(ReadOnlySpan<double> values)
    {
        double sum = 0;
        for (int i = 0; i < Inverse.Rows; i++)
        {
            double along = Blas.Dot(Inverse.Row(i)[..(i + 1)], values[..(i + 1)]);
            sum += along * along;
        }

        return sum;
    }

    private static Matrix InverseOf(Cholesky factor, int count)
    {
        var inverse = new Matrix(count, count);
        for (int column = 0; column < count; column++)
        {
            var unit = new double[count];
            unit[column] = 1;
            factor.Forward(unit);
            for (int row = column; row < count; row++)
                inverse[row, column] = unit[row];
        }

        return inverse;
    }
}
