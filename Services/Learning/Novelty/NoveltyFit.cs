using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Novelty;

/// <summary>Fits a <see cref="NoveltyModel"/> to what models left unexplained of cycles whose runs they had not seen.</summary>
internal static class NoveltyFit
{
    /// <param name="residuals">Cycles × 780.</param>
    /// <param name="weights">Weight of each cycle, so that a long run, left out as a whole and far off then, does not set the limits.</param>
    /// <param name="falseAlarmRate">Share of these cycles that may be called unknown.</param>
    public static NoveltyModel Fit(Matrix residuals, double[] weights, double falseAlarmRate)
    {
        var byValue = Weighted(residuals, weights).Transpose();
        var scale = new double[byValue.Rows];
        for (int j = 0; j < scale.Length; j++)
        {
            var row = byValue.Row(j);
            double deviation = Math.Sqrt(Blas.Dot(row, row) / row.Length);
            scale[j] = deviation > 1e-6 ? deviation : 1;
            foreach (ref double value in row)
                value /= scale[j];
        }

        var (directions, deviations) = PrincipalDirections.Extract(byValue, NoveltyModel.DirectionCount);
        var limits = new Matrix(1, NoveltyModel.LimitCount);
        limits.Data.AsSpan().Fill(1);
        deviations.CopyTo(limits.Data, 2);
        return new NoveltyModel(scale, directions, Calibrate(residuals, weights, scale, directions, limits, falseAlarmRate));
    }

    private static Matrix Calibrate(
        Matrix residuals, double[] weights, double[] scale, Matrix directions, Matrix limits, double falseAlarmRate)
    {
        int count = residuals.Rows, sensors = residuals.Columns / RigLayout.Seconds;
        var table = new Matrix(2 + sensors, count);
        for (int i = 0; i < count; i++)
        {
            var row = residuals.Row(i);
            for (int j = 0; j < row.Length; j++)
                row[j] /= scale[j];
            table[1, i] = Blas.Dot(row, row);
            for (int d = 0; d < directions.Rows; d++)
            {
                double along = Blas.Dot(directions.Row(d), row);
                table[0, i] += along * along / (limits[0, 2 + d] * limits[0, 2 + d]);
                table[1, i] -= along * along;
            }

            for (int s = 0; s < sensors; s++)
            {
                var own = row.Slice(s * RigLayout.Seconds, RigLayout.Seconds);
                table[2 + s, i] = Math.Sqrt(Blas.Dot(own, own) / own.Length);
            }
        }

        limits[0, 0] = Quantile(table.Row(0), weights, 1 - (falseAlarmRate / 2));
        limits[0, 1] = Quantile(table.Row(1), weights, 1 - (falseAlarmRate / 2));
        for (int s = 0; s < sensors; s++)
            limits[0, 2 + directions.Rows + s] = Quantile(table.Row(2 + s), weights, 1 - falseAlarmRate);
        return limits;
    }

    private static double Quantile(Span<double> values, double[] weights, double share)
    {
        double[] sorted = values.ToArray(), own = [.. weights];
        Array.Sort(sorted, own);
        double total = weights.Sum(), sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += own[i];
            if (sum >= share * total)
                return Math.Max(sorted[i], 1e-9);
        }

        return Math.Max(sorted[^1], 1e-9);
    }

    // Rows times the square root of their weight (weights average to one).
    private static Matrix Weighted(Matrix residuals, double[] weights)
    {
        double mean = weights.Average();
        var result = new Matrix(residuals.Rows, residuals.Columns);
        for (int i = 0; i < result.Rows; i++)
            Blas.Axpy(Math.Sqrt(weights[i] / mean), residuals.Row(i), result.Row(i));
        return result;
    }
}
