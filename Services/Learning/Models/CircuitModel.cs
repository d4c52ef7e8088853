using Faultline.Learning.Features;
using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>The rig's response as learned: what a cycle looks like in a state, and the views that read the state off a cycle.</summary>
/// <param name="Scales">Shift and scale of the 780 explained values (the circuit's 660, then CE and CP).</param>
/// <param name="Response">780 × regressors: the standardised values as linear functions (the circuit's do not use the cooler's).</param>
/// <param name="Views">One inverse regression a view, in the order of <see cref="CircuitView.All"/>.</param>
internal sealed record CircuitModel(Standardization Scales, Matrix Response, CircuitRegression[] Views)
{
    /// <summary>Number of effects: worn levels of valve, pump and accumulator, then the cooler.</summary>
    public const int Effects = CircuitDesign.WornLevels + 1;

    /// <summary>Standard deviations beyond which a value counts no further; recorded cycles of other runs need up to 20, a broken sensor more.</summary>
    public const double Limit = 30;

    /// <summary>The response by regressor (regressors × 780), for predictions of whole cycles.</summary>
    public Matrix ByRegressor { get; } = Response.Transpose();

    /// <summary>Subtracts from the values what is expected of the given regressors times a factor.</summary>
    public void Subtract(ReadOnlySpan<double> regressors, double factor, Span<double> values)
    {
        for (int i = 0; i < regressors.Length; i++)
        {
            if (regressors[i] != 0)
                Blas.Axpy(-factor * regressors[i], ByRegressor.Row(i), values);
        }
    }

    /// <summary>
    /// Fills what of unexplained values lies along the effect of each worn level of the circuit, and by how much the limit that CE tends to is off, which is the
    /// cooler's effect; then takes those effects out of the values, by least squares, so that what is left has nothing to do with a level.
    /// </summary>
    public void TakeEffects(Span<double> residual, Span<double> effects)
    {
        var views = Views[0];
        views.FillEffects(residual, effects);
        Span<double> amounts = stackalloc double[CircuitDesign.WornLevels];
        effects[..CircuitDesign.WornLevels].CopyTo(amounts);
        views.Solve(amounts);
        for (int i = 0; i < amounts.Length; i++)
            Blas.Axpy(-amounts[i], ByRegressor.Row(1 + i)[..CircuitView.Values], residual);
        var cooling = residual[CircuitView.Values..];
        effects[CircuitDesign.WornLevels] = CoolerSettling.OfSeries(cooling[..RigLayout.Seconds]);
        var worn = ByRegressor.Row(CircuitDesign.Terms + 1)[CircuitView.Values..];
        double squares = Blas.Dot(worn, worn);
        if (squares > 0)
            Blas.Axpy(-Blas.Dot(worn, cooling) / squares, worn, cooling);
    }
}
