using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Training;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Novelty;

/// <summary>
/// Distance of a window from the nearest known state: what the response leaves unexplained is split into the directions in which known
/// cycles scatter (Hotelling's T²) and the rest (squared prediction error; Jackson and Mudholkar 1979). Each has a limit that the
/// training cycles, read by models that had not seen their runs, exceed in half the false-alarm rate.
/// </summary>
/// <param name="Scale">780 standard deviations of the unexplained.</param>
/// <param name="Directions">Directions of scatter × 780, unit length.</param>
/// <param name="Limits">1 × (2 + directions + sensors): limits of T² and of the rest, deviations along the directions, limits of the sensors.</param>
internal sealed record NoveltyModel(double[] Scale, Matrix Directions, Matrix Limits)
{
    public const int DirectionCount = 16;
    public const int LimitCount = 2 + DirectionCount + 13;

    /// <summary>Fills the novelty of a window whose probabilities are known.</summary>
    public void Score(CircuitModel circuit, WindowScore score)
    {
        FillResidual(circuit, score, score.LevelOf(Component.Cooler), score.Novelty.Residual);
        Fill(score.Novelty);
    }

    /// <summary>What is left of the standardised values after the prediction for the most likely state.</summary>
    public static void FillResidual(CircuitModel circuit, WindowScore score, int cooler, Span<double> residual)
    {
        int best = 0;
        for (int state = 1; state < CircuitDesign.States; state++)
            best = score.Likelihood[state] > score.Likelihood[best] ? state : best;
        Span<double> regressors = stackalloc double[CircuitMoments.Regressors];
        CircuitMoments.Fill(best, cooler, score.Oil, regressors);
        score.Standardized.CopyTo(residual);
        circuit.Subtract(regressors, 1, residual);
    }

    private void Fill(NoveltyScore novelty)
    {
        var residual = novelty.Residual;
        for (int j = 0; j < residual.Length; j++)
            residual[j] /= Scale[j];
        double rest = Blas.Dot(residual, residual), scatter = 0;
        for (int d = 0; d < Directions.Rows; d++)
        {
            double along = Blas.Dot(Directions.Row(d), residual);
            rest -= along * along;
            scatter += along * along / (Limits[0, 2 + d] * Limits[0, 2 + d]);
        }

        novelty.Score = Math.Max(scatter / Limits[0, 0], rest / Limits[0, 1]);
        for (int i = 0; i < novelty.Sensors.Length; i++)
        {
            var own = residual.AsSpan(i * RigLayout.Seconds, RigLayout.Seconds);
            novelty.Sensors[i] = Math.Sqrt(Blas.Dot(own, own) / own.Length) / Limits[0, 2 + Directions.Rows + i];
        }
    }
}
