namespace Faultline.Learning.Evaluation;

/// <summary>How well one target was predicted.</summary>
/// <param name="Accuracy">Share of cycles predicted right, 0..1.</param>
/// <param name="MacroF1">Mean over the classes that occur (true or predicted) of the F1 score, 0..1.</param>
/// <param name="Brier">Mean over the cycles of Σ(p − y)² over the classes (Brier 1950), 0..2; 0 is perfect.</param>
/// <param name="ExpectedCalibrationError">Mean distance of confidence and accuracy over ten bins of confidence, 0..1 (Guo et al. 2017).</param>
/// <param name="Classes">The levels in the order of rows and columns.</param>
/// <param name="Confusion">Counts; rows are true levels, columns predicted ones.</param>
public sealed record TargetEvaluation(
    double Accuracy, double MacroF1, double Brier, double ExpectedCalibrationError, IReadOnlyList<double> Classes, int[][] Confusion)
{
    private const int Bins = 10;

    /// <summary>Evaluates true level indices against the probabilities of the levels.</summary>
    public static TargetEvaluation Of(IReadOnlyList<double> classes, IReadOnlyList<int> actual, IReadOnlyList<double[]> probabilities)
    {
        var confusion = classes.Select(_ => new int[classes.Count]).ToArray();
        double brier = 0;
        double[] confidence = new double[Bins], right = new double[Bins];
        for (int i = 0; i < actual.Count; i++)
        {
            var p = probabilities[i];
            int predicted = Array.IndexOf(p, p.Max());
            confusion[actual[i]][predicted]++;
            for (int k = 0; k < p.Length; k++)
                brier += (p[k] - (k == actual[i] ? 1 : 0)) * (p[k] - (k == actual[i] ? 1 : 0)) / actual.Count;
            int bin = Math.Min(Bins - 1, (int)(p[predicted] * Bins));
            confidence[bin] += p[predicted];
            right[bin] += predicted == actual[i] ? 1 : 0;
        }

        double calibration = Enumerable.Range(0, Bins).Sum(bin => Math.Abs(confidence[bin] - right[bin])) / Math.Max(1, actual.Count);
        return new TargetEvaluation(
            Share(confusion), MacroF1Of(confusion), Math.Round(brier, 6), Math.Round(calibration, 6), classes, confusion);
    }

    private static double Share(int[][] confusion) =>
        Enumerable.Range(0, confusion.Length).Sum(k => confusion[k][k]) / (double)Math.Max(1, confusion.Sum(row => row.Sum()));

    private static double MacroF1Of(int[][] confusion)
    {
        int occurring = 0;
        double sum = 0;
        for (int k = 0; k < confusion.Length; k++)
        {
            int both = confusion[k].Sum() + confusion.Sum(row => row[k]);
            if (both == 0)
                continue;
            occurring++;
            sum += 2.0 * confusion[k][k] / both;
        }

        return sum / Math.Max(1, occurring);
    }
}
