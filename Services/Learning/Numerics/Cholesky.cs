namespace Faultline.Learning.Numerics;

/// <summary>Cholesky factor L of a symmetric positive definite matrix, A = L·Lᵀ.</summary>
internal sealed class Cholesky
{
    private readonly Matrix lower;
    private readonly Matrix upper;

    private Cholesky(Matrix lower)
    {
        this.lower = lower;
        upper = lower.Transpose();
    }

    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static Cholesky Of(Matrix symmetric)
    {
        int n = symmetric.Rows;
        var factor = new Matrix(n, n);
        for (int j = 0; j < n; j++)
        {
            var pivotRow = factor.Row(j);
            double pivot = symmetric[j, j] - Blas.Dot(pivotRow[..j], pivotRow[..j]);
            if (!(pivot > 0))
                throw new ArithmeticException($"matrix is not positive definite: pivot {j} of {n} is {pivot}");
            double root = Math.Sqrt(pivot);
            factor[j, j] = root;
            for (int i = j + 1; i < n; i++)
                factor[i, j] = (symmetric[i, j] - Blas.Dot(factor.Row(i)[..j], pivotRow[..j])) / root;
        }

        return new Cholesky(factor);
    }

    /// <summary>Replaces each row b of the matrix by A⁻¹·b.</summary>
    public void SolveRows(Matrix rows) => Parallel.For(0, rows.Rows, i => Solve(rows.Row(i)));

    /// <summary>b := A⁻¹·b.</summary>
    public void Solve(Span<double> b)
    {
        Forward(b);
        Backward(b);
    }

    /// <summary>b := L⁻¹·b, so that the squared length of the result is bᵀ·A⁻¹·b.</summary>
    public void Forward(Span<double> b)
    {
        for (int i = 0; i < b.Length; i++)
            b[i] = (b[i] - Blas.Dot(lower.Row(i)[..i], b[..i])) / lower[i, i];
    }

    private void Backward(Span<double> b)
    {
        for (int i = b.Length - 1; i >= 0; i--)
            b[i] = (b[i] - Blas.Dot(upper.Row(i)[(i + 1)..], b[(i + 1)..])) / lower[i, i];
    }
}
