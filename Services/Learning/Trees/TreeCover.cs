namespace Faultline.Learning.Trees;

/// <summary>How many background rows reach each node and leaf: the weights of the expectations in <see cref="TreeShap"/>.</summary>
public sealed class TreeCover
{
    private readonly int[] nodes;
    private readonly int[] leaves;

    /// <summary>Sends the background rows through all trees.</summary>
    public TreeCover(TreeEnsemble ensemble, IEnumerable<float[]> background)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(background);
        nodes = new int[ensemble.Nodes];
        leaves = new int[ensemble.Leaves];
        foreach (float[] row in background)
        {
            foreach (int root in ensemble.Roots)
                Visit(ensemble, root, row);
        }
    }

    internal double Of(int node) => node >= 0 ? nodes[node] : leaves[~node];

    private void Visit(TreeEnsemble ensemble, int node, float[] row)
    {
        for (; node >= 0; node = ensemble.ChildrenOf(node, row).Taken)
            nodes[node]++;
        leaves[~node]++;
    }
}
