using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>Each of the 1020 standardised values as a linear function of <see cref="StateDesign"/>, by weighted ridge regression.</summary>
internal sealed class RigRegression
{
    private RigRegression(Standardization standardization, Matrix coefficients, Matrix residuals)
    {
        Standardization = standardization;
        Coefficients = coefficients;
        Residuals = residuals;
    }

    public Standardization Standardization { get; }

    /// <summary>1020 × <see cref="StateDesign.Terms"/>.</summary>
    public Matrix Coefficients { get; }

    /// <summary>1020 × cycles: what the regression leaves, times the square root of the cycle's weight (weights average to one).</summary>
    public Matrix Residuals { get; }

    public static RigRegression Fit(TrainingSet set, int[] rows, Func<int, double> weightOf, double ridge)
    {
        rows = [.. rows.Where(row => weightOf(row) > 0)];
        if (rows.Length < StateDesign.Terms)
            throw new Data.DatasetException($"{rows.Length} usable cycles are too few to fit {StateDesign.Terms} terms");
        var standardization = Standardization.Fit(set, rows);
        var values = new Matrix(rows.Length, RigLayout.Values);
        var design = new Matrix(rows.Length, StateDesign.Terms);
        double total = rows.Sum(weightOf);
        Span<double> indicators = stackalloc double[StateDesign.Indicators];
        for (int i = 0; i < rows.Length; i++)
        {
            double weight = Math.Sqrt(weightOf(rows[i]) * rows.Length / total);
            standardization.Apply(set.Values.Row(rows[i]), values.Row(i));
            StateDesign.SetLevels(set.Levels[rows[i]], indicators);
            StateDesign.Fill(indicators, set.Temperatures[rows[i]], design.Row(i));
            Scale(values.Row(i), weight);
            Scale(design.Row(i), weight);
        }

        var valuesByColumn = values.Transpose();
        var designByColumn = design.Transpose();
        var normal = designByColumn.Gram();
        for (int term = 0; term < StateDesign.Terms; term++)
            normal[term, term] += (term == 0 ? 0 : ridge * rows.Length) + 1e-9;
        var coefficients = valuesByColumn.TimesTransposed(designByColumn);
        Cholesky.Of(normal).SolveRows(coefficients);
        var residuals = coefficients.TimesTransposed(design);
        for (int i = 0; i < residuals.Data.Length; i++)
            residuals.Data[i] = valuesByColumn.Data[i] - residuals.Data[i];
        return new RigRegression(standardization, coefficients, residuals);
    }

    private static void Scale(Span<double> values, double factor)
    {
        for (int j = 0; j < values.Length; j++)
            values[j] *= factor;
    }
}
