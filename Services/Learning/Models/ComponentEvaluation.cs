namespace Faultline.Learning.Models;

/// <summary>How well the levels of one component were predicted.</summary>
/// <param name="Accuracy">Share of cycles predicted right, 0..1.</param>
/// <param name="MacroF1">Mean over the classes that occur (true or predicted) of the F1 score, 0..1.</param>
/// <param name="Classes">The levels in the order of rows and columns.</param>
/// <param name="Confusion">Counts; rows are true levels, columns predicted ones.</param>
public sealed record ComponentEvaluation(double Accuracy, double MacroF1, IReadOnlyList<double> Classes, int[][] Confusion)
{
    /// <summary>Evaluates pairs of true and predicted level index.</summary>
    public static ComponentEvaluation Of(IReadOnlyList<double> classes, IEnumerable<(int True, int Predicted)> pairs)
    {
        var confusion = classes.Select(_ => new int[classes.Count]).ToArray();
        foreach (var (actual, predicted) in pairs)
            confusion[actual][predicted]++;
        int total = confusion.Sum(row => row.Sum()), right = 0, occurring = 0;
        double f1 = 0;
        for (int k = 0; k < classes.Count; k++)
        {
            int truth = confusion[k].Sum(), predicted = confusion.Sum(row => row[k]);
            right += confusion[k][k];
            if (truth + predicted == 0)
                continue;
            occurring++;
            f1 += 2.0 * confusion[k][k] / (truth + predicted);
        }

        return new ComponentEvaluation(right / (double)Math.Max(1, total), f1 / Math.Max(1, occurring), classes, confusion);
    }
}
