using Faultline.Learning.Numerics;

namespace Faultline.Learning.Models;

/// <summary>The rig's response as learned: what a cycle looks like in a state, and the views that read the state off a cycle.</summary>
/// <param name="Scales">Shift and scale of the 780 explained values (the circuit's 660, then CE and CP).</param>
/// <param name="Response">780 × regressors: the standardised values as linear functions (the circuit's do not use the cooler's).</param>
/// <param name="Views">One inverse regression a view, in the order of <see cref="CircuitView.All"/>.</param>
internal sealed record CircuitModel(Standardization Scales, Matrix Response, CircuitRegression[] Views)
{
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
}
