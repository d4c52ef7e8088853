namespace Faultline.Learning.Numerics;

/// <summary>Dense row-major matrix of doubles.</summary>
internal sealed class Matrix(int rows, int columns)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public double[] Data { get; } = new double[rows * columns];

    public double this[int row, int column]
    {
        get => Data[(row * Columns) + column];
        set => Data[(row * Columns) + column] = value;
    }

    public Span<double> Row(int row) => Data.AsSpan(row * Columns, Columns);

    public Matrix Transpose()
    {
        var result = new Matrix(Columns, Rows);
        const int block = 32;
        for (int r0 = 0; r0 < Rows; r0 += block)
        {
            for (int c0 = 0; c0 < Columns; c0 += block)
            {
                for (int r = r0; r < Math.Min(r0 + block, Rows); r++)
                {
                    for (int c = c0; c < Math.Min(c0 + block, Columns); c++)
                        result.Data[(c * Rows) + r] = Data[(r * Columns) + c];
                }
            }
        }

        return result;
    }

    /// <summary>This · otherᵀ: every row of this with every row of the other.</summary>
    public Matrix TimesTransposed(Matrix other)
    {
        var result = new Matrix(Rows, other.Rows);
        Parallel.For(0, (Rows + 3) / 4, block =>
        {
            int first = block * 4;
            for (int j = 0; j < other.Rows; j += 2)
                Blas.Tile(this, first, other, j, result);
        });
        return result;
    }

    /// <summary>This · thisᵀ, symmetric.</summary>
    public Matrix Gram()
    {
        var result = new Matrix(Rows, Rows);
        Parallel.For(0, (Rows + 3) / 4, block =>
        {
            int first = block * 4;
            for (int j = 0; j < Math.Min(first + 4, Rows); j += 2)
                Blas.Tile(this, first, this, j, result);
        });
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < i; j++)
                result[j, i] = result[i, j];
        }

        return result;
    }
}
