using Faultline.Learning.Numerics;
using Faultline.Learning.Training;

namespace Faultline.Learning.Models;

/// <summary>
/// Two inverse regressions: one learned without the long warm-ups, which tells accumulator levels apart best, and one from all cycles for
/// oil outside the temperatures that its cooler level had in steady cycles (warm-up, a cooler that just changed).
/// </summary>
/// <param name="Steady">For oil at its usual temperature.</param>
/// <param name="Transient">For oil that warms up or cools down.</param>
/// <param name="SteadyTemperatures">2 × cooler levels: lowest and highest scaled TS1 of steady cycles, slack included.</param>
internal sealed record RegressionPair(InverseRegression Steady, InverseRegression Transient, Matrix SteadyTemperatures)
{
    // 0.2 °C in the scaled unit of 10 °C; 0.5 °C already takes most of a 200-cycle cool-down for steady.
    private const double Slack = 0.02;
    private const int CoolerLevels = 3;

    public static RegressionPair Fit(TrainingSet set, int[] rows, TrainingOptions options)
    {
        var temperatures = new Matrix(2, CoolerLevels);
        temperatures.Row(0).Fill(double.MaxValue);
        temperatures.Row(1).Fill(double.MinValue);
        foreach (int row in rows.Where(row => set.Stable[row]))
        {
            int level = set.Levels[row][0];
            temperatures[0, level] = Math.Min(temperatures[0, level], set.Temperatures[row].First - Slack);
            temperatures[1, level] = Math.Max(temperatures[1, level], set.Temperatures[row].First + Slack);
        }

        return new RegressionPair(Fit(set, rows, options.Steady), Fit(set, rows, options.Transient), temperatures);
    }

    /// <summary>Log-likelihood, up to a constant, of each combination of levels for 1020 raw values.</summary>
    public void Score(ReadOnlySpan<double> values, Span<double> likelihood)
    {
        Transient.Score(values, likelihood);
        int best = 0;
        for (int i = 1; i < likelihood.Length; i++)
            best = likelihood[i] > likelihood[best] ? i : best;
        int cooler = StateDesign.Levels[best][0];
        double temperature = OilTemperature.Of(values).First;
        if (temperature >= SteadyTemperatures[0, cooler] && temperature <= SteadyTemperatures[1, cooler])
            Steady.Score(values, likelihood);
    }

    private static InverseRegression Fit(TrainingSet set, int[] rows, RegressionOptions options)
    {
        var regression = RigRegression.Fit(set, rows, row => WeightOf(set, row, options), options.Ridge);
        return InverseRegression.Fit(regression, options.Shrinkage, options.TemperatureSlack);
    }

    private static double WeightOf(TrainingSet set, int row, RegressionOptions options)
    {
        if (set.Stable[row])
            return 1;
        return options.LongUnstableRuns || set.Weights[row] >= 0.5 ? options.UnstableWeight : 0;
    }
}
