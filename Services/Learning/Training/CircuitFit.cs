using Faultline.Learning.Models;
using Faultline.Learning.Numerics;

namespace Faultline.Learning.Training;

/// <summary>Fits a <see cref="CircuitModel"/> to moments: ridge regression of every value, then one covariance of what is left a view.</summary>
internal static class CircuitFit
{
    private const int Regressors = CircuitMoments.Regressors;

    public static CircuitModel Fit(Matrix moments, TrainingOptions options)
    {
        var scales = Scales(moments);
        int circuit = CircuitView.Values, all = CircuitMoments.Values;
        var ofCircuit = Regress(moments, scales, 0, circuit, CircuitDesign.Terms, options.Ridge);
        var ofCooling = Regress(moments, scales, circuit, all, Regressors, options.Ridge);
        var response = new Matrix(all, Regressors);
        for (int j = 0; j < all; j++)
            (j < circuit ? ofCircuit.Row(j) : ofCooling.Row(j - circuit)).CopyTo(response.Row(j));
        var covariance = Residuals(moments, scales, ofCircuit);
        var views = CircuitView.All.Select(view => new CircuitRegression(view, Project(view, response, covariance, options.Shrinkage), response)).ToArray();
        return new CircuitModel(scales, response, views);
    }

    private static Standardization Scales(Matrix moments)
    {
        double n = moments[0, 0];
        double[] mean = new double[CircuitMoments.Values], scale = new double[CircuitMoments.Values];
        for (int j = 0; j < mean.Length; j++)
        {
            mean[j] = moments[0, Regressors + j] / n;
            double variance = (moments[Regressors + j, Regressors + j] / n) - (mean[j] * mean[j]);
            scale[j] = variance > 1e-9 ? Math.Sqrt(variance) : 1;
        }

        return new Standardization(mean, scale);
    }

    // Coefficients of the standardised values from first (inclusive) to end (exclusive) on the first terms.
    private static Matrix Regress(Matrix moments, Standardization scales, int first, int end, int terms, double ridge)
    {
        var normal = new Matrix(terms, terms);
        for (int a = 0; a < terms; a++)
        {
            moments.Row(a)[..terms].CopyTo(normal.Row(a));
            normal[a, a] += (a == 0 ? 0 : ridge * moments[0, 0]) + 1e-9;
        }

        var coefficients = Products(moments, scales, first, end, terms);
        Cholesky.Of(normal).SolveRows(coefficients);
        return coefficients;
    }

    private static Matrix Products(Matrix moments, Standardization scales, int first, int end, int terms)
    {
        var products = new Matrix(end - first, terms);
        for (int j = first; j < end; j++)
        {
            for (int a = 0; a < terms; a++)
                products[j - first, a] = (moments[a, Regressors + j] - (scales.Mean[j] * moments[0, a])) / scales.Scale[j];
        }

        return products;
    }

    // Covariance of the circuit's standardised values less what the regression explains.
    private static Matrix Residuals(Matrix moments, Standardization scales, Matrix coefficients)
    {
        int count = coefficients.Rows;
        double n = moments[0, 0];
        var explained = coefficients.TimesTransposed(Products(moments, scales, 0, count, CircuitDesign.Terms));
        var covariance = new Matrix(count, count);
        for (int j = 0; j < count; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                double product = (moments[Regressors + j, Regressors + k] / n) - (scales.Mean[j] * scales.Mean[k]);
                double both = (explained[j, k] + explained[k, j]) / (2 * n);
                covariance[j, k] = covariance[k, j] = (product / (scales.Scale[j] * scales.Scale[k])) - both;
            }
        }

        return covariance;
    }

    // 42 × view: the rows of Σ⁻¹B that belong to the state's terms.
    private static Matrix Project(CircuitView view, Matrix response, Matrix covariance, double shrinkage)
    {
        int count = view.Columns.Length;
        Matrix own = new(count, count), projection = new(CircuitDesign.StateTerms, count);
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < count; k++)
                own[i, k] = (1 - shrinkage) * covariance[view.Columns[i], view.Columns[k]];
            own[i, i] += shrinkage;
            for (int term = 0; term < CircuitDesign.StateTerms; term++)
                projection[term, i] = response[view.Columns[i], term + 1];
        }

        Cholesky.Of(own).SolveRows(projection);
        return projection;
    }
}
