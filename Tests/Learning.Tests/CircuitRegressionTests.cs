using Faultline.Learning.Models;
using Faultline.Learning.Windows;
using Xunit;

namespace Faultline.Learning.Tests;

public class CircuitRegressionTests
{
    private static readonly CircuitModel Circuit = ConditionModel.LoadEmbedded().Rig.Circuit;

    // Σ over the values of a sensor of w·(x − ½Bφ) with w = Σ⁻¹Bφ, state by state.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Split_SomeStates_EqualsTheDefinition(int view)
    {
        var regression = Circuit.Views[view];
        var random = new Random(view);
        var values = Enumerable.Range(0, CircuitView.Values).Select(_ => random.NextDouble() - 0.5).ToArray();
        int[] states = [3, 17, 40];
        double[] factors = [0.7, -0.9, 0.2];
        const double temperature = 0.6;
        var shares = new double[regression.View.Places.Length];

        regression.Split(states, factors, temperature, values, new double[regression.View.Columns.Length], shares);

        var expected = new double[shares.Length];
        for (int k = 0; k < states.Length; k++)
        {
            for (int i = 0; i < regression.View.Columns.Length; i++)
            {
                int column = regression.View.Columns[i];
                double weight = 0, response = 0;
                foreach (int term in CircuitDesign.Active[states[k]])
                {
                    double power = CircuitDesign.Power(temperature, CircuitDesign.PowerOf(term));
                    weight += power * regression.Projection[term - 1, i];
                    response += power * Circuit.Response[column, term];
                }

                expected[Array.IndexOf(regression.View.Places, column / RigLayout.Seconds)] += factors[k] * weight * (values[column] - (response / 2));
            }
        }

        for (int i = 0; i < shares.Length; i++)
            Assert.Equal(expected[i], shares[i], 1e-9 * Math.Max(1, Math.Abs(expected[i])));
    }
}
