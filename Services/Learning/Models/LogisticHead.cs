using Faultline.Learning.Numerics;

namespace Faultline.Learning.Models;

/// <summary>Multinomial logistic regression: the score of a class is linear in the features, and so are its contributions.</summary>
/// <param name="weights">Classes × (features + 1); the last column is the bias.</param>
internal sealed class LogisticHead(Matrix weights)
{
    public Matrix Weights { get; } = weights;

    public int Classes => Weights.Rows;

    public int Features => Weights.Columns - 1;

    /// <summary>Score (log-odds up to a constant) of each class.</summary>
    public void Score(ReadOnlySpan<double> features, Span<double> scores)
    {
        for (int k = 0; k < Weights.Rows; k++)
        {
            var row = Weights.Row(k);
            scores[k] = Blas.Dot(features[..Features], row[..Features]) + row[Features];
        }
    }

    /// <summary>Turns scores into probabilities in place.</summary>
    public static void Softmax(Span<double> scores)
    {
        double highest = double.NegativeInfinity, total = 0;
        foreach (double score in scores)
            highest = Math.Max(highest, score);
        foreach (ref double score in scores)
            total += score = Math.Exp(score - highest);
        foreach (ref double score in scores)
            score /= total;
    }
}
