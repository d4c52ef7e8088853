using Faultline.Contracts;
using Faultline.Learning.Models;
using Faultline.Learning.Trees;

namespace Faultline.Learning.Training;

/// <summary>Cross-validates the <see cref="TreeChallenger"/> in five folds made of the split's. It is measured, not stored.</summary>
internal static class Challenger
{
    private const int Folds = 5;

    /// <summary>Held-out accuracy per component.</summary>
    public static double[] CrossValidate(TrainingSet set, RecordedSplit split, int seed)
    {
        int[] coarse = [.. split.Folds.Select(fold => fold % Folds)];
        var right = new int[ComponentClasses.All.Count];
        var features = new float[SegmentFeatures.Count];
        for (int fold = 0; fold < Folds; fold++)
        {
            var challenger = TreeChallenger.Train(set, [.. Enumerable.Range(0, set.Count).Where(i => coarse[i] != fold)], seed);
            var scores = new double[challenger.Count];
            for (int i = 0; i < set.Count; i++)
            {
                if (coarse[i] != fold)
                    continue;
                SegmentFeatures.Fill(set.Values.Row(i), features);
                challenger.Score(features, scores);
                foreach (var component in ComponentClasses.All)
                    right[(int)component] += IndexOfHighest(challenger.ScoresOf(component, scores)) == set.Levels[i][(int)component] ? 1 : 0;
            }
        }

        return [.. right.Select(count => Math.Round(count / (double)set.Count, 5))];
    }

    private static int IndexOfHighest(ReadOnlySpan<double> scores)
    {
        int best = 0;
        for (int level = 1; level < scores.Length; level++)
            best = scores[level] > scores[best] ? level : best;
        return best;
    }
}
