using Faultline.Learning.Numerics;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Models;

/// <summary>
/// Inverse regression in one view: of the 48 states of valve, pump and accumulator, those are probable whose predicted cycle at the
/// measured oil temperature lies at a small Mahalanobis distance. A prediction is linear in few terms φ, so that
/// −½(x − Bφ)ᵀΣ⁻¹(x − Bφ) needs only the 42 projections BᵀΣ⁻¹x of the state's terms (up to what all states share); what is quadratic in φ
/// is a polynomial in T, known beforehand for each state.
/// </summary>
internal sealed class CircuitRegression
{
    private const double Ridge = 1;
    private readonly Matrix products;
    private readonly Matrix quadratics = new(CircuitDesign.States, CircuitDesign.Powers);

    // The same by sensor of the view: row state × sensors + sensor.
    private readonly Matrix quadraticsBySensor;
    private readonly Cholesky main;

    /// <param name="view">The values that are read.</param>
    /// <param name="projection">42 × view: BᵀΣ⁻¹ of the state's terms.</param>
    /// <param name="response">Values × regressors: B, of which the view's rows and the circuit's terms are used.</param>
    public CircuitRegression(CircuitView view, Matrix projection, Matrix response)
    {
        View = view;
        Projection = projection;
        var byTerm = ByTerm(view, response);
        products = projection.TimesTransposed(byTerm);
        main = Cholesky.Of(MainProducts());
        quadraticsBySensor = new Matrix(CircuitDesign.States * view.Places.Length, CircuitDesign.Powers);
        for (int i = 0; i < view.Places.Length; i++)
            AddQuadratics(Part(projection, i).TimesTransposed(Part(byTerm, i)), i);
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
        View.Pick(standardized, viewed);
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
            double sum = -Polynomial(quadratics.Row(state), oil[0]);
            foreach (int term in CircuitDesign.Active[state])
                sum += gain[term];
            likelihood[state] = sum;
        }
    }

    /// <summary>
    /// Splits Σ factor · log-likelihood over some states into what each sensor adds: of Σw·(x − ½Bφ) with w = Σ⁻¹Bφ the first part is linear in
    /// the values, with weights that the states' terms share, and the second is known beforehand. Exact where the factors add up to nothing.
    /// </summary>
    /// <param name="states">The states.</param>
    /// <param name="factors">A factor a state.</param>
    /// <param name="temperature">T, the first covariate of the oil.</param>
    /// <param name="values">The circuit's standardised values less what is expected of all states.</param>
    /// <param name="weights">Working memory, as long as the view.</param>
    /// <param name="shares">Receives one share a sensor of the view.</param>
    public void Split(
        ReadOnlySpan<int> states, ReadOnlySpan<double> factors, double temperature, ReadOnlySpan<double> values, Span<double> weights, Span<double> shares)
    {
        FillWeights(states, factors, temperature, weights);
        for (int i = 0; i < View.Places.Length; i++)
        {
            shares[i] = Blas.Dot(weights.Slice(i * View.Seconds, View.Seconds), values.Slice(View.Places[i] * RigLayout.Seconds, View.Seconds));
            for (int k = 0; k < factors.Length; k++)
                shares[i] -= factors[k] * Polynomial(quadraticsBySensor.Row((states[k] * View.Places.Length) + i), temperature);
        }
    }

    /// <summary>Fills what of the circuit's values lies along the effect of each worn level, BᵀΣ⁻¹x.</summary>
    public void FillEffects(ReadOnlySpan<double> values, Span<double> effects)
    {
        Span<double> viewed = stackalloc double[View.Columns.Length];
        View.Pick(values, viewed);
        for (int i = 0; i < CircuitDesign.WornLevels; i++)
            effects[i] = Blas.Dot(Projection.Row(i), viewed);
    }

    /// <summary>Turns what lies along the effects of the worn levels into the amounts of them that fit best (weighted least squares), in place.</summary>
    public void Solve(Span<double> effects) => main.Solve(effects);

    private static void Add(ReadOnlySpan<int> terms, double factor, Span<double> byTerm)
    {
        foreach (int term in terms)
            byTerm[term] += factor;
    }

    private static double Polynomial(ReadOnlySpan<double> q, double t) => q[0] + (t * (q[1] + (t * (q[2] + (t * (q[3] + (t * q[4])))))));

    private void FillWeights(ReadOnlySpan<int> states, ReadOnlySpan<double> factors, double temperature, Span<double> weights)
    {
        Span<double> byTerm = stackalloc double[CircuitDesign.StateTerms + 1];
        byTerm.Clear();
        for (int k = 0; k < factors.Length; k++)
            Add(CircuitDesign.Active[states[k]], factors[k], byTerm);
        weights.Clear();
        for (int term = 1; term < byTerm.Length; term++)
        {
            if (byTerm[term] != 0)
                Blas.Axpy(byTerm[term] * CircuitDesign.Power(temperature, CircuitDesign.PowerOf(term)), Projection.Row(term - 1), weights);
        }
    }

    private void AddQuadratics(Matrix ofSensor, int sensor)
    {
        for (int state = 0; state < CircuitDesign.States; state++)
        {
            foreach (int a in CircuitDesign.Active[state])
            {
                foreach (int b in CircuitDesign.Active[state])
                {
                    int power = CircuitDesign.PowerOf(a) + CircuitDesign.PowerOf(b);
                    quadratics[state, power] += ofSensor[a - 1, b] / 2;
                    quadraticsBySensor[(state * View.Places.Length) + sensor, power] += ofSensor[a - 1, b] / 2;
                }
            }
        }
    }

    // BᵀΣ⁻¹B of the worn levels. A level that was never learned has no effect: the ridge keeps it at none.
    private Matrix MainProducts()
    {
        var own = new Matrix(CircuitDesign.WornLevels, CircuitDesign.WornLevels);
        for (int a = 0; a < own.Rows; a++)
        {
            for (int b = 0; b < own.Rows; b++)
                own[a, b] = (products[a, b + 1] + products[b, a + 1]) / 2;
            own[a, a] += Ridge;
        }

        return own;
    }

    // The columns of one sensor of the view.
    private Matrix Part(Matrix wide, int sensor)
    {
        var part = new Matrix(wide.Rows, View.Seconds);
        for (int row = 0; row < wide.Rows; row++)
            wide.Row(row).Slice(sensor * View.Seconds, View.Seconds).CopyTo(part.Row(row));
        return part;
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
