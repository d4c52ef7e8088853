using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Training;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Novelty;

/// <summary>
/// Distance of a window from the nearest known state, in two ways. Along the effects that single worn levels have: there lies a level between or beyond the
/// known ones. And, without those effects, sensor by sensor: a fault of another kind, or a sensor that is off. Each is a Mahalanobis distance of what the response leaves
/// unexplained, in units of what it left of cycles whose runs the model had not seen.
/// </summary>
/// <param name="OfEffects">Scatter along the effects.</param>
/// <param name="OfSensors">Scatter of each explained sensor's 60 values.</param>
/// <param name="Limits">1 × (1 + sensors): limits of the distance along the effects and of each sensor, squared.</param>
internal sealed record NoveltyModel(Whitening OfEffects, Whitening[] OfSensors, Matrix Limits)
{
    public static int SensorCount => CircuitMoments.Sensors.Length;

    public static int LimitCount => 1 + SensorCount;

    /// <summary>Fills the novelty of a window whose probabilities are known.</summary>
    public void Score(CircuitModel circuit, WindowScore score)
    {
        var novelty = score.Novelty;
        FillResidual(circuit, score, score.LevelOf(Component.Cooler), novelty.Residual);
        Span<double> effects = stackalloc double[CircuitModel.Effects];
        circuit.TakeEffects(novelty.Residual, effects);
        for (int i = 0; i < OfSensors.Length; i++)
        {
            double own = OfSensors[i].Distance(novelty.Residual.AsSpan(i * RigLayout.Seconds, RigLayout.Seconds));
            novelty.Sensors[i] = Math.Sqrt(own / Limits[0, 1 + i]);
        }

        novelty.OffLevels = Farthest(novelty.Sensors);
        novelty.Score = Math.Max(Math.Sqrt(OfEffects.Distance(effects) / Limits[0, 0]), novelty.OffLevels);
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

    private static double Farthest(ReadOnlySpan<double> deviations)
    {
        double farthest = 0;
        foreach (double deviation in deviations)
            farthest = Math.Max(farthest, deviation);
        return farthest;
    }
}
