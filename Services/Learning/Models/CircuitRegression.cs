using Faultline.Learning.Numerics;

namespace Faultline.Learning.Models;

/// <summary>
/// Inverse regression in one view: of the 48 states of valve, pump and accumulator, those are probable whose predicted cycle at the
/// measured oil temperature lies at a small Mahalanobis distance. A prediction is linear in few terms φ, so that
/// −½(x − Bφ)ᵀΣ⁻¹(x − Bφ) needs only the 42 projections BᵀΣ⁻¹x of the state's terms (up to what all states share); what is quadratic in φ
/// is a polynomial in T, known beforehand for each state.
/// </summary>
internal sealed class CircuitRegression
{
    private readonly Matrix products;
    private readonly Matrix quadratics = new(CircuitDesign.States, CircuitDesign.Powers);

    /// <param name="view">The values that are read.</param>
    /// <param name="projection">42 × view: BᵀΣ⁻¹ of the state's terms.</param>
    /// <param name="response">Values × regressors: B, of which the view's rows and the circuit's terms are used.</param>
    public CircuitRegression(CircuitView view, Matrix projection, Matrix response)
    {
        View = view;
        Projection = projection;
        products = projection.TimesTransposed(ByTerm(view, response));
        for (int state = 0; state < CircuitDesign.States; state++)
        {
            foreach (int a in CircuitDesign.Active[state])
            {
                foreach (int b in CircuitDesign.Active[state])
                    quadratics[state, CircuitDesign.PowerOf(a) + CircuitDesign.PowerOf(b)] += products[a - 1, b] / 2;
            }
        }
    }

    public CircuitView View { get; }

    public Matrix Projection { get; }

    /// <summary>Log-likelihood, up to a constant, of each of the 48 states.</summary>
    /// <param name="standardized">The circuit's 660 standardised values.</param>
    /// <param name="oil">The oil's covariates.</param>
    /// <param name="likelihood">Receives 48 values.</param>
    public void Score(ReadOnlySpan<double> standardized, ReadOnlySpan<double> oil, Span<double> likelihood)
    {
        Span<double> viewed = stackalloc double[View.Columns.Length];
        Pick(standardized, viewed);
        Span<double> shared = stackalloc double[CircuitDesign.Terms - CircuitDesign.FirstOilTerm];
        CircuitDesign.FillOil(oil, shared);
        Span<double> gain = stackalloc double[CircuitDesign.StateTerms + 1];
        for (int i = 0; i < CircuitDesign.StateTerms; i++)
        {
            var row = products.Row(i);
            double projected = Blas.Dot(Projection.Row(i), viewed) - row[0] - Blas.Dot(shared, row[CircuitDesign.FirstOilTerm..]);
            gain[i + 1] = projected * CircuitDesign.Power(oil[0], CircuitDesign.PowerOf(i + 1));
        }

        for (int state = 0; state < likelihood.Length; state++)
        {
            var q = quadratics.Row(state);
            double sum = -(q[0] + (oil[0] * (q[1] + (oil[0] * (q[2] + (oil[0] * (q[3] + (oil[0] * q[4]))))))));
            foreach (int term in CircuitDesign.Active[state])
                sum += gain[term];
            likelihood[state] = sum;
        }
    }

    /// <summary>Fills the weights Σ⁻¹Bφ that a state gives to the view's values at a temperature.</summary>
    public void FillWeights(int state, double temperature, Span<double> weights)
    {
        weights.Clear();
        foreach (int term in CircuitDesign.Active[state])
            Blas.Axpy(CircuitDesign.Power(temperature, CircuitDesign.PowerOf(term)), Projection.Row(term - 1), weights);
    }

    private void Pick(ReadOnlySpan<double> circuit, Span<double> viewed)
    {
        var columns = View.Columns;
        for (int i = 0; i < columns.Length; i++)
            viewed[i] = circuit[columns[i]];
    }

    private static Matrix ByTerm(CircuitView view, Matrix response)
    {
        var byTerm = new Matrix(CircuitDesign.Terms, view.Columns.Length);
        for (int i = 0; i < view.Columns.Length; i++)
        {
            for (int term = 0; term < CircuitDesign.Terms; term++)
                byTerm[term, i] = response[view.Columns[i], term];
        }

        return byTerm;
    }
}
