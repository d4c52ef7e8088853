using Faultline.Contracts;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>
/// Reads the state of all components off a cycle at once: of the 144 combinations of levels, the probable ones are those whose
/// predicted cycle (<see cref="RigRegression"/> at the measured oil temperature) lies at the smallest Mahalanobis distance. As the
/// prediction is linear in few terms, scoring needs the 54 projections BᵀΣ⁻¹x only, never the 1020 × 1020 matrix.
/// </summary>
internal sealed class InverseRegression
{
    private readonly Standardization standardization;
    private readonly Matrix projection;
    private readonly Matrix quadratic;
    private readonly int[][] stateTerms = new int[StateDesign.Combinations][];
    private readonly double[] halfSquares = new double[StateDesign.Combinations];
    private readonly Matrix cross = new(StateDesign.Combinations, StateDesign.Terms - StateDesign.FirstTemperature);

    /// <param name="standardization">Shift and scale of the raw values.</param>
    /// <param name="projection">Terms × 1020: BᵀΣ⁻¹.</param>
    /// <param name="quadratic">Terms × terms: BᵀΣ⁻¹B.</param>
    public InverseRegression(Standardization standardization, Matrix projection, Matrix quadratic)
    {
        this.standardization = standardization;
        this.projection = projection;
        this.quadratic = quadratic;
        Prepare();
    }

    /// <summary>Log-likelihood, up to a constant, of each of the 144 combinations for 1020 raw values.</summary>
    public void Score(ReadOnlySpan<double> values, Span<double> likelihood)
    {
        Span<double> standardized = stackalloc double[RigLayout.Values];
        standardization.Apply(values, standardized);
        Span<double> projected = stackalloc double[StateDesign.Terms];
        for (int term = 0; term < projected.Length; term++)
            projected[term] = Blas.Dot(projection.Row(term), standardized);
        LogLikelihood(projected, OilTemperature.Of(values), likelihood);
    }

    // Splits Bφ into the part of the state, known beforehand, and the six terms with the temperature.
    private void LogLikelihood(ReadOnlySpan<double> projected, (double, double) temperature, Span<double> likelihood)
    {
        Span<double> indicators = stackalloc double[StateDesign.Indicators];
        Span<double> terms = stackalloc double[StateDesign.Terms];
        int previous = -1;
        double ofTemperature = 0;
        var warm = terms[StateDesign.FirstTemperature..];
        for (int combination = 0; combination < StateDesign.Combinations; combination++)
        {
            int cooler = StateDesign.Levels[combination][0];
            if (cooler != previous)
            {
                previous = cooler;
                StateDesign.SetLevels([cooler], indicators);
                StateDesign.Fill(indicators, temperature, terms);
                ofTemperature = 0;
                for (int i = 0; i < warm.Length; i++)
                {
                    var row = quadratic.Row(StateDesign.FirstTemperature + i)[StateDesign.FirstTemperature..];
                    ofTemperature += warm[i] * (projected[StateDesign.FirstTemperature + i] - (Blas.Dot(warm, row) / 2));
                }
            }

            double sum = ofTemperature - halfSquares[combination] - Blas.Dot(warm, cross.Row(combination));
            foreach (int term in stateTerms[combination])
                sum += projected[term];
            likelihood[combination] = sum;
        }
    }

    private void Prepare()
    {
        Span<double> indicators = stackalloc double[StateDesign.Indicators];
        Span<double> terms = stackalloc double[StateDesign.Terms];
        for (int combination = 0; combination < StateDesign.Combinations; combination++)
        {
            StateDesign.SetLevels(StateDesign.Levels[combination], indicators);
            StateDesign.Fill(indicators, default, terms);
            List<int> used = [];
            for (int term = 0; term < StateDesign.FirstTemperature; term++)
            {
                if (terms[term] == 0)
                    continue;
                used.Add(term);
                halfSquares[combination] += Blas.Dot(quadratic.Row(term), terms) / 2;
                Blas.Axpy(1, quadratic.Row(term)[StateDesign.FirstTemperature..], cross.Row(combination));
            }

            stateTerms[combination] = [.. used];
        }
    }
}
