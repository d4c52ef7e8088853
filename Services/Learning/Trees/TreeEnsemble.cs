using Microsoft.ML.Trainers.FastTree;

namespace Faultline.Learning.Trees;

/// <summary>
/// A sum of regression trees in flat arrays, as taken over from ML.NET; evaluated by <see cref="TreeForest"/>, explained by
/// <see cref="TreeShap"/>. A leaf is the complement of its index. Immutable.
/// </summary>
public sealed class TreeEnsemble
{
    private readonly int[] features;
    private readonly float[] thresholds;
    private readonly int[] children;
    private readonly double[] leaves;
    private readonly int[] roots;

    private TreeEnsemble(int[] features, float[] thresholds, int[] children, double[] leaves, int[] roots, double bias)
    {
        this.features = features;
        this.thresholds = thresholds;
        this.children = children;
        this.leaves = leaves;
        this.roots = roots;
        Bias = bias;
    }

    /// <summary>Added to the sum of the trees.</summary>
    public double Bias { get; }

    /// <summary>Number of trees.</summary>
    public int Trees => roots.Length;

    internal ReadOnlySpan<int> Roots => roots;

    /// <summary>Number of inner nodes of all trees.</summary>
    internal int Nodes => features.Length;

    /// <summary>Number of leaves of all trees.</summary>
    internal int Leaves => leaves.Length;

    /// <summary>Takes over the trees of an ML.NET ensemble with numerical splits (LightGBM, FastTree).</summary>
    /// <exception cref="NotSupportedException">A tree splits on categories.</exception>
    public static TreeEnsemble From(RegressionTreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        List<int> features = [], children = [], roots = [];
        List<float> thresholds = [];
        List<double> leaves = [];
        for (int t = 0; t < ensemble.Trees.Count; t++)
        {
            var tree = ensemble.Trees[t];
            if (tree.CategoricalSplitFlags.Contains(true))
                throw new NotSupportedException($"tree {t} splits on categories");
            int firstNode = features.Count, firstLeaf = leaves.Count;
            roots.Add(tree.NumberOfNodes > 0 ? firstNode : ~firstLeaf);
            int Child(int child) => child >= 0 ? firstNode + child : ~(firstLeaf + ~child);
            for (int node = 0; node < tree.NumberOfNodes; node++)
            {
                features.Add(tree.NumericalSplitFeatureIndexes[node]);
                thresholds.Add(tree.NumericalSplitThresholds[node]);
                children.Add(Child(tree.LeftChild[node]));
                children.Add(Child(tree.RightChild[node]));
            }

            leaves.AddRange(tree.LeafValues.Select(value => value * ensemble.TreeWeights[t]));
        }

        return new TreeEnsemble([.. features], [.. thresholds], [.. children], [.. leaves], [.. roots], ensemble.Bias);
    }

    internal float ThresholdOf(int node) => thresholds[node];

    internal int LeftOf(int node) => children[2 * node];

    internal int RightOf(int node) => children[(2 * node) + 1];

    internal int FeatureOf(int node) => features[node];

    /// <summary>The child that a row goes to, and the other one.</summary>
    internal (int Taken, int Other) ChildrenOf(int node, ReadOnlySpan<float> row)
    {
        int side = row[features[node]] <= thresholds[node] ? 0 : 1;
        return (children[(2 * node) + side], children[(2 * node) + 1 - side]);
    }

    internal double ValueOf(int leaf) => leaves[~leaf];
}
