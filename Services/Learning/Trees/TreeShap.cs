namespace Faultline.Learning.Trees;

/// <summary>
/// Exact Shapley values of a tree ensemble's score by the path-dependent algorithm in O(trees · leaves · depth²) (Lundberg, Erion and Lee
/// 2018, algorithm 2). Baseline + Σ values = score.
/// </summary>
public sealed class TreeShap
{
    private readonly TreeEnsemble ensemble;
    private readonly TreeCover cover;

    /// <summary>Prepares the explanation against the background that the cover counted.</summary>
    public TreeShap(TreeEnsemble ensemble, TreeCover cover)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(cover);
        this.ensemble = ensemble;
        this.cover = cover;
        Baseline = ensemble.Bias;
        foreach (int root in ensemble.Roots)
            Baseline += Expectation(root);
    }

    /// <summary>Mean score over the background.</summary>
    public double Baseline { get; }

    /// <summary>Fills the Shapley value of each feature for a row.</summary>
    public void Explain(ReadOnlySpan<float> row, Span<double> values)
    {
        values.Clear();
        foreach (int root in ensemble.Roots)
            Walk(root, row, values, [], 1, 1, -1);
    }

    private double Expectation(int node)
    {
        if (node < 0)
            return ensemble.ValueOf(node);
        var (a, b) = ensemble.ChildrenOf(node, Zeros);
        double all = cover.Of(node);
        return all == 0 ? 0 : ((cover.Of(a) * Expectation(a)) + (cover.Of(b) * Expectation(b))) / all;
    }

    private static float[] Zeros { get; } = new float[SegmentFeatures.Count];

    private void Walk(int node, ReadOnlySpan<float> row, Span<double> values, PathStep[] path, double zero, double one, int feature)
    {
        path = Extend(path, zero, one, feature);
        if (node < 0)
        {
            for (int i = 1; i < path.Length; i++)
                values[path[i].Feature] += UnwoundSum(path, i) * (path[i].One - path[i].Zero) * ensemble.ValueOf(node);
            return;
        }

        var (taken, other) = ensemble.ChildrenOf(node, row);
        int own = ensemble.FeatureOf(node);
        double incomingZero = 1, incomingOne = 1;
        int again = Array.FindIndex(path, 1, step => step.Feature == own);
        if (again > 0)
        {
            (incomingZero, incomingOne) = (path[again].Zero, path[again].One);
            path = Unwind(path, again);
        }

        double all = cover.Of(node);
        if (all == 0)
            return;
        Walk(taken, row, values, path, incomingZero * cover.Of(taken) / all, incomingOne, own);
        Walk(other, row, values, path, incomingZero * cover.Of(other) / all, 0, own);
    }

    private static PathStep[] Extend(PathStep[] path, double zero, double one, int feature)
    {
        int length = path.Length;
        PathStep[] longer = [.. path, new PathStep(feature, zero, one, length == 0 ? 1 : 0)];
        for (int i = length - 1; i >= 0; i--)
        {
            longer[i + 1] = longer[i + 1] with { Weight = longer[i + 1].Weight + (one * longer[i].Weight * (i + 1) / (length + 1)) };
            longer[i] = longer[i] with { Weight = zero * longer[i].Weight * (length - i) / (length + 1) };
        }

        return longer;
    }

    private static PathStep[] Unwind(PathStep[] path, int index)
    {
        int last = path.Length - 1;
        var (zero, one) = (path[index].Zero, path[index].One);
        var weights = Array.ConvertAll(path, step => step.Weight);
        double next = weights[last];
        for (int i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double kept = weights[i];
                weights[i] = next * (last + 1) / ((i + 1) * one);
                next = kept - (weights[i] * zero * (last - i) / (last + 1));
            }
            else
            {
                weights[i] = weights[i] * (last + 1) / (zero * (last - i));
            }
        }

        var shorter = new PathStep[last];
        for (int i = 0; i < last; i++)
            shorter[i] = path[i < index ? i : i + 1] with { Weight = weights[i] };
        return shorter;
    }

    private static double UnwoundSum(PathStep[] path, int index)
    {
        double sum = 0;
        foreach (var step in Unwind(path, index))
            sum += step.Weight;
        return sum;
    }

    private readonly record struct PathStep(int Feature, double Zero, double One, double Weight);
}
