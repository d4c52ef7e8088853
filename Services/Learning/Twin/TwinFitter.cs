using Faultline.Learning.Data;
using Faultline.Learning.Models;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Twin;

/// <summary>Fits a <see cref="RigTwin"/> to recorded cycles.</summary>
public static class TwinFitter
{
    private const int Modes = 10;
    private const double Ridge = 1e-6;

    // Only the warm-ups tell how the response follows the oil far from its steady temperature, so they take part, with
    // little weight: steady cycles decide the rest.
    private const double UnstableWeight = 0.02;

    // With the cooler at 3 % the oil never comes to rest: its drift, taken for scatter between cycles, would make a healthy machine jump
    // from cycle to cycle as no recorded one does.
    private const double CoolerThatFails = 3;

    // The recorded warm-up with the cooler at 3 % (210 cycles from 35.6 to 54.3 °C) has 28 % of the way left after 25 cycles.
    private const double OilTimeConstantSeconds = 1200;

    /// <summary>Fits the twin; the ripple within a second comes from full_rate_9_cycles/cycles.csv where the folder has it, else is 0.</summary>
    public static RigTwin Fit(RecordedCycles cycles, string? folder = null)
    {
        if (!cycles.HasLabels)
            throw new DatasetException("a twin needs labels: there is no profile.txt");
        var set = new TrainingSet(cycles);
        int[] stable = [.. Enumerable.Range(0, set.Count).Where(i => set.Stable[i])];
        int[] all = [.. Enumerable.Range(0, set.Count)];
        var regression = RigRegression.Fit(set, all, row => set.Stable[row] ? 1 : UnstableWeight, Ridge);
        double left = regression.Residuals.Data.Sum(value => value * value) / regression.Residuals.Data.Length;
        int[] calm = [.. stable.Where(row => cycles.Labels[row].Cooler > CoolerThatFails)];
        var residuals = Select(regression.Residuals, calm, stable.Length);
        var scatter = ExtractModes(residuals);
        var noise = new Matrix(1, RigLayout.Values);
        for (int j = 0; j < RigLayout.Values; j++)
            noise[0, j] = Math.Sqrt(Blas.Dot(residuals.Row(j), residuals.Row(j)) / calm.Length);
        var ripple = RippleTable.Load(folder);
        var info = new TwinInfo(cycles.DataHash, all.Length, Modes, OilTimeConstantSeconds, Math.Round(1 - left, 6));
        return new RigTwin(info, new TwinParameters(
            regression.Standardization, regression.Coefficients, scatter, noise, ripple, FitOil(set, stable)));
    }

    // The weights of steady cycles are above one in the weighted fit (weights average to one); their scatter is not.
    private static Matrix Select(Matrix residuals, int[] rows, int stable)
    {
        double weight = residuals.Columns / (stable + ((residuals.Columns - stable) * UnstableWeight));
        var result = new Matrix(residuals.Rows, rows.Length);
        for (int j = 0; j < result.Rows; j++)
        {
            for (int i = 0; i < rows.Length; i++)
                result[j, i] = residuals[j, rows[i]] / Math.Sqrt(weight);
        }

        return result;
    }

    // The residuals are left without the modes found.
    private static Matrix ExtractModes(Matrix residuals)
    {
        var (modes, deviations) = PrincipalDirections.Extract(residuals, Modes);
        for (int mode = 0; mode < Modes; mode++)
        {
            foreach (ref double value in modes.Row(mode))
                value *= deviations[mode];
        }

        return modes;
    }

    private static Matrix FitOil(TrainingSet set, int[] rows)
    {
        int terms = 1 + StateDesign.Indicators;
        var design = new Matrix(rows.Length, terms);
        var oil = new Matrix(2, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            design[i, 0] = 1;
            StateDesign.SetLevels(set.Levels[rows[i]], design.Row(i)[1..]);
            oil[0, i] = (set.Temperatures[rows[i]].First * 10) + 45;
            oil[1, i] = (set.Temperatures[rows[i]].Second * 10) + 50;
        }

        var byTerm = design.Transpose();
        var normal = byTerm.Gram();
        for (int term = 0; term < terms; term++)
            normal[term, term] += 1e-6;
        var result = oil.TimesTransposed(byTerm);
        Cholesky.Of(normal).SolveRows(result);
        return result;
    }
}
