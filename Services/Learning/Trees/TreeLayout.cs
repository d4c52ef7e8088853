namespace Faultline.Learning.Trees;

/// <summary>One tree as its leaves from left to right, and which of them each split rules out.</summary>
/// <param name="Values">Values of the leaves.</param>
/// <param name="Splits">Feature and threshold of each split, and the leaves from First to before End that lie below its left child.</param>
internal sealed record TreeLayout(List<double> Values, List<(int Feature, float Threshold, int First, int End)> Splits)
{
    /// <summary>One layout a tree.</summary>
    public static IEnumerable<TreeLayout> Of(TreeEnsemble ensemble)
    {
        foreach (int root in ensemble.Roots.ToArray())
        {
            var layout = new TreeLayout([], []);
            layout.Add(ensemble, root);
            yield return layout;
        }
    }

    private void Add(TreeEnsemble ensemble, int node)
    {
        if (node < 0)
        {
            Values.Add(ensemble.ValueOf(node));
            return;
        }

        int first = Values.Count;
        Add(ensemble, ensemble.LeftOf(node));
        Splits.Add((ensemble.FeatureOf(node), ensemble.ThresholdOf(node), first, Values.Count));
        Add(ensemble, ensemble.RightOf(node));
    }
}
