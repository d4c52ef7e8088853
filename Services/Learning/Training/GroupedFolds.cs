namespace Faultline.Learning.Training;

/// <summary>Splits cycles into folds by run: no run is ever on both sides of a split.</summary>
public static class GroupedFolds
{
    /// <summary>The fold 0..folds−1 of each cycle; runs are shuffled by the seed and dealt out largest first, to the smallest fold.</summary>
    public static int[] Assign(IReadOnlyList<int> runs, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var sizes = runs.CountBy(run => run).ToArray();
        if (sizes.Length < folds)
            throw new ArgumentException($"{sizes.Length} runs do not fill {folds} folds", nameof(runs));
        new Random(seed).Shuffle(sizes);
        var load = new int[folds];
        var foldOf = new Dictionary<int, int>();
        foreach (var (run, size) in sizes.OrderByDescending(pair => pair.Value))
        {
            int fold = Array.IndexOf(load, load.Min());
            foldOf[run] = fold;
            load[fold] += size;
        }

        return [.. runs.Select(run => foldOf[run])];
    }
}
