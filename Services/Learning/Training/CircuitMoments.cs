using Faultline.Learning.Features;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Training;

/// <summary>
/// Sums of products of all regressors and values over some cycles. Fits to any union of blocks of cycles are made from the sum of the
/// blocks' moments, so that a cross-validation reads the cycles once. Never subtracted, only added: what was left out leaves no trace.
/// </summary>
internal static class CircuitMoments
{
    /// <summary>Regressors: the circuit's terms, then two worn levels of the cooler and their products with T.</summary>
    public const int Regressors = CircuitDesign.Terms + 4;

    /// <summary>Sensors whose values are explained: those of the circuit, then CE and CP of the cooling.</summary>
    public static int[] Sensors { get; } = [.. CircuitView.Sensors, 14, 15];

    /// <summary>Number of values that are explained.</summary>
    public static int Values => Sensors.Length * RigLayout.Seconds;

    /// <summary>(Regressors + values)², symmetric.</summary>
    public static Matrix Of(TrainingSet set, IReadOnlyList<int> rows)
    {
        var table = new Matrix(rows.Count, Regressors + Values);
        Span<double> oil = stackalloc double[OilCovariates.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            var row = table.Row(i);
            OilCovariates.Fill(set.Values.Row(rows[i]), oil);
            Fill(CircuitDesign.StateOf(set.Levels[rows[i]]), set.Levels[rows[i]][0], oil, row);
            Gather(set.Values.Row(rows[i]), row[Regressors..]);
        }

        return table.Transpose().Gram();
    }

    /// <summary>Fills the regressors of a state, a level of the cooler and the oil.</summary>
    public static void Fill(int state, int cooler, ReadOnlySpan<double> oil, Span<double> regressors)
    {
        CircuitDesign.Fill(state, oil, regressors[..CircuitDesign.Terms]);
        var cooling = regressors[CircuitDesign.Terms..Regressors];
        cooling.Clear();
        if (cooler == 0)
            return;
        cooling[cooler - 1] = 1;
        cooling[cooler + 1] = oil[0];
    }

    /// <summary>Copies the values that are explained out of a window of 1020.</summary>
    public static void Gather(ReadOnlySpan<double> window, Span<double> values)
    {
        for (int i = 0; i < Sensors.Length; i++)
            window.Slice(Sensors[i] * RigLayout.Seconds, RigLayout.Seconds).CopyTo(values[(i * RigLayout.Seconds)..]);
    }

    public static Matrix Sum(IEnumerable<Matrix> blocks)
    {
        Matrix? sum = null;
        foreach (var block in blocks)
        {
            sum ??= new Matrix(block.Rows, block.Columns);
            Blas.Axpy(1, block.Data, sum.Data);
        }

        return sum ?? throw new ArgumentException("there are no blocks to add", nameof(blocks));
    }
}
