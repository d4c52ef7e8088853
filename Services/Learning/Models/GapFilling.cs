using Faultline.Contracts;
using Faultline.Learning.Training;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>
/// Fills missing values (NaN) of a window with what the model expects of them: first the mean cycle, shifted by what the sensor's other
/// values deviate from it, then twice the prediction for the most likely state. A straight line between the neighbours would invent
/// load steps at other times than the rig's.
/// </summary>
internal static class GapFilling
{
    private const int Passes = 2;

    /// <summary>Fills in place; returns how many values were missing. A sensor without any value gets the mean cycle.</summary>
    public static int Fill(RigModel rig, ReadOnlySpan<double> meanCycle, Span<double> window, WindowScore score)
    {
        Span<bool> missing = stackalloc bool[RigLayout.Values];
        int count = 0;
        for (int j = 0; j < window.Length; j++)
            count += (missing[j] = !double.IsFinite(window[j])) ? 1 : 0;
        if (count == 0)
            return 0;
        for (int start = 0; start < window.Length; start += RigLayout.Seconds)
            FillMean(meanCycle.Slice(start, RigLayout.Seconds), window.Slice(start, RigLayout.Seconds));
        for (int pass = 0; pass < Passes; pass++)
        {
            rig.Score(window, score);
            FillExpected(rig.Circuit, window, missing, score);
        }

        return count;
    }

    private static void FillMean(ReadOnlySpan<double> mean, Span<double> series)
    {
        double shift = 0;
        int present = 0;
        for (int i = 0; i < series.Length; i++)
        {
            if (!double.IsFinite(series[i]))
                continue;
            shift += series[i] - mean[i];
            present++;
        }

        for (int i = 0; i < series.Length; i++)
        {
            if (!double.IsFinite(series[i]))
                series[i] = mean[i] + (present > 0 ? shift / present : 0);
        }
    }

    private static void FillExpected(CircuitModel circuit, Span<double> window, ReadOnlySpan<bool> missing, WindowScore score)
    {
        int best = 0;
        for (int state = 1; state < CircuitDesign.States; state++)
            best = score.Likelihood[state] > score.Likelihood[best] ? state : best;
        Span<double> regressors = stackalloc double[CircuitMoments.Regressors];
        CircuitMoments.Fill(best, score.LevelOf(Component.Cooler), score.Oil, regressors);
        var expected = score.Novelty.Residual;
        Array.Clear(expected);
        circuit.Subtract(regressors, -1, expected);
        for (int i = 0; i < expected.Length; i++)
        {
            int place = (CircuitMoments.Sensors[i / RigLayout.Seconds] * RigLayout.Seconds) + (i % RigLayout.Seconds);
            if (missing[place])
                window[place] = circuit.Scales.Mean[i] + (circuit.Scales.Scale[i] * expected[i]);
        }
    }
}
