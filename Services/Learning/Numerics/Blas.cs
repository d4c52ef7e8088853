using System.Numerics;
using System.Runtime.InteropServices;

namespace Faultline.Learning.Numerics;

/// <summary>The few vector kernels that training and scoring need. Managed providers of general libraries were slower at 1020 dimensions.</summary>
internal static class Blas
{
    /// <summary>Inner product of two spans of one length.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var va = MemoryMarshal.Cast<double, Vector<double>>(a);
        var vb = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        Vector<double> s0 = Vector<double>.Zero, s1 = Vector<double>.Zero;
        int i = 0;
        for (; i + 1 < va.Length; i += 2)
        {
            s0 = Vector.FusedMultiplyAdd(va[i], vb[i], s0);
            s1 = Vector.FusedMultiplyAdd(va[i + 1], vb[i + 1], s1);
        }

        if (i < va.Length)
            s0 = Vector.FusedMultiplyAdd(va[i], vb[i], s0);
        double sum = Vector.Sum(s0 + s1);
        for (int k = va.Length * Vector<double>.Count; k < a.Length; k++)
            sum += a[k] * b[k];
        return sum;
    }

    /// <summary>y += factor · x.</summary>
    public static void Axpy(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        var vx = MemoryMarshal.Cast<double, Vector<double>>(x);
        var vy = MemoryMarshal.Cast<double, Vector<double>>(y[..x.Length]);
        var f = new Vector<double>(factor);
        for (int i = 0; i < vx.Length; i++)
            vy[i] = Vector.FusedMultiplyAdd(f, vx[i], vy[i]);
        for (int k = vx.Length * Vector<double>.Count; k < x.Length; k++)
            y[k] += factor * x[k];
    }

    /// <summary>The 4 × 2 tile of a·bᵀ at (row, column), clipped to the result; each number loaded is used several times.</summary>
    public static void Tile(Matrix a, int row, Matrix b, int column, Matrix result)
    {
        if (row + 4 > a.Rows || column + 2 > b.Rows)
        {
            for (int i = row; i < Math.Min(row + 4, a.Rows); i++)
            {
                for (int j = column; j < Math.Min(column + 2, b.Rows); j++)
                    result[i, j] = Dot(a.Row(i), b.Row(j));
            }

            return;
        }

        ReadOnlySpan<double> a0 = a.Row(row), a1 = a.Row(row + 1), a2 = a.Row(row + 2), a3 = a.Row(row + 3);
        ReadOnlySpan<double> b0 = b.Row(column), b1 = b.Row(column + 1);
        Vector<double> s00 = default, s10 = default, s20 = default, s30 = default;
        Vector<double> s01 = default, s11 = default, s21 = default, s31 = default;
        int width = Vector<double>.Count, k = 0;
        for (; k <= a.Columns - width; k += width)
        {
            var v0 = new Vector<double>(b0[k..]);
            var v1 = new Vector<double>(b1[k..]);
            var u = new Vector<double>(a0[k..]);
            s00 = Vector.FusedMultiplyAdd(u, v0, s00);
            s01 = Vector.FusedMultiplyAdd(u, v1, s01);
            u = new Vector<double>(a1[k..]);
            s10 = Vector.FusedMultiplyAdd(u, v0, s10);
            s11 = Vector.FusedMultiplyAdd(u, v1, s11);
            u = new Vector<double>(a2[k..]);
            s20 = Vector.FusedMultiplyAdd(u, v0, s20);
            s21 = Vector.FusedMultiplyAdd(u, v1, s21);
            u = new Vector<double>(a3[k..]);
            s30 = Vector.FusedMultiplyAdd(u, v0, s30);
            s31 = Vector.FusedMultiplyAdd(u, v1, s31);
        }

        result[row, column] = Vector.Sum(s00) + Dot(a0[k..], b0[k..]);
        result[row, column + 1] = Vector.Sum(s01) + Dot(a0[k..], b1[k..]);
        result[row + 1, column] = Vector.Sum(s10) + Dot(a1[k..], b0[k..]);
        result[row + 1, column + 1] = Vector.Sum(s11) + Dot(a1[k..], b1[k..]);
        result[row + 2, column] = Vector.Sum(s20) + Dot(a2[k..], b0[k..]);
        result[row + 2, column + 1] = Vector.Sum(s21) + Dot(a2[k..], b1[k..]);
        result[row + 3, column] = Vector.Sum(s30) + Dot(a3[k..], b0[k..]);
        result[row + 3, column + 1] = Vector.Sum(s31) + Dot(a3[k..], b1[k..]);
    }
}
