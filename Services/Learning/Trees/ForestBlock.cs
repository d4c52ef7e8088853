using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Faultline.Learning.Trees;

/// <summary>64 trees, a lane each: in step i every tree's i-th split is tried.</summary>
internal sealed class ForestBlock
{
    private static readonly int Lanes = Vector512<byte>.Count;
    private static readonly int Half = Vector512<ushort>.Count;
    private readonly byte[] places;
    private readonly byte[] ranks;
    private readonly ushort[] left;
    private readonly int tables;

    private ForestBlock(int steps, int tables)
    {
        places = new byte[steps * Lanes];
        ranks = new byte[steps * Lanes];
        left = new ushort[steps * Lanes];
        this.tables = tables;
        // A tree with fewer splits than others of its block has steps in which nothing fails.
        ranks.AsSpan().Fill(ForestBins.Never);
    }

    public static ForestBlock Of(TreeLayout[] trees, ForestBins bins)
    {
        var block = new ForestBlock(trees.Max(tree => tree.Splits.Count), (bins.Features.Length + Lanes - 1) / Lanes);
        for (int lane = 0; lane < trees.Length; lane++)
        {
            for (int step = 0; step < trees[lane].Splits.Count; step++)
            {
                var split = trees[lane].Splits[step];
                int at = (step * Lanes) + lane;
                (block.places[at], block.ranks[at]) = bins.Of(split.Feature, split.Threshold);
                block.left[at] = (ushort)((1 << split.End) - (1 << split.First));
            }
        }

        return block;
    }

    /// <summary>Fills the leaves of each tree that no split rules out.</summary>
    /// <param name="bins"><see cref="ForestBins.Most"/> bins, of which those of the forest's features are read.</param>
    /// <param name="possible">Receives a word a tree, its leaves from bit 0 on.</param>
    public void FindLeaves(ReadOnlySpan<byte> bins, Span<ushort> possible)
    {
        ref byte ofRanks = ref MemoryMarshal.GetArrayDataReference(ranks);
        ref ushort ofLeft = ref MemoryMarshal.GetArrayDataReference(left);
        Vector512<ushort> lower = Vector512<ushort>.AllBitsSet, upper = lower;
        for (nuint at = 0; at < (nuint)ranks.Length; at += (nuint)Lanes)
        {
            var failed = Vector512.GreaterThan(BinsAt(bins, at), Vector512.LoadUnsafe(ref ofRanks, at)).AsSByte();
            lower = Vector512.AndNot(lower, Vector512.WidenLower(failed).AsUInt16() & Vector512.LoadUnsafe(ref ofLeft, at));
            upper = Vector512.AndNot(upper, Vector512.WidenUpper(failed).AsUInt16() & Vector512.LoadUnsafe(ref ofLeft, at + (nuint)Half));
        }

        lower.CopyTo(possible);
        upper.CopyTo(possible[Half..]);
    }

    // The bins that the splits of a step read. Without a shuffle over 64 bytes, which would be put together of many, single loads are faster.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<byte> BinsAt(ReadOnlySpan<byte> bins, nuint step)
    {
        if (!Avx512Vbmi.IsSupported)
        {
            Span<byte> found = stackalloc byte[Lanes];
            for (int lane = 0; lane < found.Length; lane++)
                found[lane] = bins[places[(int)step + lane]];
            return Vector512.Create<byte>(found);
        }

        var place = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(places), step);
        // A shuffle gives 0 for places outside its table, so that the tables' answers add up.
        var bin = Vector512<byte>.Zero;
        for (int table = 0; table < tables; table++)
            bin |= Vector512.Shuffle(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(bins), (nuint)(table * Lanes)), place - Vector512.Create((byte)(table * Lanes)));
        return bin;
    }
}
