using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Novelty;

/// <summary>Fits a <see cref="NoveltyModel"/> to what models left unexplained of cycles whose runs they had not seen.</summary>
internal static class NoveltyFit
{
    /// <param name="residuals">Cycles × 780.</param>
    /// <param name="falseAlarmRate">Share of these cycles that may be called unknown.</param>
    public static NoveltyModel Fit(Matrix residuals, double falseAlarmRate)
    {
        var byValue = residuals.Transpose();
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
        return new NoveltyModel(scale, directions, Calibrate(residuals, scale, directions, limits, falseAlarmRate));
    }

    private static Matrix Calibrate(Matrix residuals, double[] scale, Matrix directions, Matrix limits, double falseAlarmRate)
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

        limits[0, 0] = Quantile(table.Row(0), 1 - (falseAlarmRate / 2));
        limits[0, 1] = Quantile(table.Row(1), 1 - (falseAlarmRate / 2));
        for (int s = 0; s < sensors; s++)
            limits[0, 2 + directions.Rows + s] = Quantile(table.Row(2 + s), 1 - falseAlarmRate);
        return limits;
    }

    private static double Quantile(Span<double> values, double share)
    {
        values.Sort();
        return Math.Max(values[Math.Min(values.Length - 1, (int)Math.Ceiling(share * values.Length))], 1e-9);
    }
}
