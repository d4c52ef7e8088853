using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Faultline.Learning.Trees;

/// <summary>
/// Tree ensembles that are evaluated together on the same row of features, 64 trees at a time and without walking any (after QuickScorer, Lucchese et al.
/// 2015). A value is replaced by its bin, the number of thresholds of its feature below it. The leaves of a tree are the bits of a word,
/// from left to right; a split that the row fails, bin above rank, rules out the leaves below its left child, and of the leaves that no split rules out the
/// leftmost is where the row ends. There is no branch that could be guessed wrong. Immutable; safe for concurrent use; evaluation allocates nothing.
/// </summary>
public sealed class TreeForest
{
    private const int MostLeaves = 16;
    private static readonly int Lane = Vector512<byte>.Count;
    private readonly ForestFeature[] features;
    private readonly float[] thresholds;
    private readonly ForestBlock[] blocks;
    private readonly double[] values;
    private readonly double[] biases;
    private readonly int[] firstTrees;

    private TreeForest(IReadOnlyList<TreeEnsemble> ensembles, TreeLayout[] trees)
    {
        biases = [.. ensembles.Select(ensemble => ensemble.Bias)];
        firstTrees = new int[ensembles.Count + 1];
        for (int i = 0; i < ensembles.Count; i++)
            firstTrees[i + 1] = firstTrees[i] + ensembles[i].Trees;
        values = new double[trees.Length * MostLeaves];
        for (int tree = 0; tree < trees.Length; tree++)
            trees[tree].Values.CopyTo(values, tree * MostLeaves);
        var bins = new ForestBins(trees);
        (features, thresholds) = (bins.Features, bins.Thresholds);
        blocks = [.. trees.Chunk(Lane).Select(own => ForestBlock.Of(own, bins))];
    }

    /// <summary>Number of ensembles.</summary>
    public int Count => biases.Length;

    /// <summary>Prepares the trees.</summary>
    /// <exception cref="NotSupportedException">A tree has more than 16 leaves, or there are more than 254 thresholds of one feature or 256 features.</exception>
    public static TreeForest Of(IReadOnlyList<TreeEnsemble> ensembles)
    {
        ArgumentNullException.ThrowIfNull(ensembles);
        TreeLayout[] trees = [.. ensembles.SelectMany(TreeLayout.Of)];
        int leaves = trees.Max(tree => tree.Values.Count);
        return leaves <= MostLeaves ? new TreeForest(ensembles, trees) : throw new NotSupportedException($"a tree has {leaves} leaves, at most {MostLeaves} are evaluated");
    }

    /// <summary>Fills the score of each ensemble, the sum of its trees and its bias, for one row of features.</summary>
    /// <param name="row">The features.</param>
    /// <param name="scores">Receives one score an ensemble.</param>
    public void Score(ReadOnlySpan<float> row, Span<double> scores)
    {
        Span<byte> bins = stackalloc byte[ForestBins.Most];
        FillBins(row, bins);
        Span<ushort> possible = stackalloc ushort[blocks.Length * Lane];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i].FindLeaves(bins, possible[(i * Lane)..]);
        for (int i = 0; i < scores.Length; i++)
            scores[i] = biases[i] + Sum(ref MemoryMarshal.GetReference(possible), firstTrees[i], firstTrees[i + 1]);
    }

    // A value that is not a number lies below no threshold, and fails all splits.
    private void FillBins(ReadOnlySpan<float> row, Span<byte> bins)
    {
        ref float first = ref MemoryMarshal.GetArrayDataReference(thresholds);
        for (int i = 0; i < features.Length; i++)
        {
            var feature = features[i];
            var value = Vector512.Create(row[feature.Index]);
            int bin = feature.Thresholds;
            for (int at = feature.FirstThreshold; at < feature.EndThreshold; at += Vector512<float>.Count)
                bin -= BitOperations.PopCount(Vector512.LessThanOrEqual(value, Vector512.LoadUnsafe(ref first, (nuint)at)).ExtractMostSignificantBits());
            bins[i] = (byte)bin;
        }
    }

    // Four sums, so that an addition need not wait for the one before.
    private double Sum(ref ushort possible, int first, int end)
    {
        possible = ref Unsafe.Add(ref possible, first);
        ref double tree = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), first * MostLeaves);
        double a = 0, b = 0, c = 0, d = 0;
        for (; first <= end - 4; first += 4)
        {
            a += Leftmost(ref tree, possible);
            b += Leftmost(ref Unsafe.Add(ref tree, MostLeaves), Unsafe.Add(ref possible, 1));
            c += Leftmost(ref Unsafe.Add(ref tree, 2 * MostLeaves), Unsafe.Add(ref possible, 2));
            d += Leftmost(ref Unsafe.Add(ref tree, 3 * MostLeaves), Unsafe.Add(ref possible, 3));
            tree = ref Unsafe.Add(ref tree, 4 * MostLeaves);
            possible = ref Unsafe.Add(ref possible, 4);
        }

        for (; first < end; first++)
        {
            a += Leftmost(ref tree, possible);
            tree = ref Unsafe.Add(ref tree, MostLeaves);
            possible = ref Unsafe.Add(ref possible, 1);
        }

        return a + b + (c + d);
    }

    // No split rules out the last leaf of a tree, so there always is one among the first sixteen.
    private static double Leftmost(ref double tree, ushort possible) => Unsafe.Add(ref tree, BitOperations.TrailingZeroCount((uint)possible));
}
