using System.Globalization;
using Faultline.Learning.Data;

namespace Faultline.Learning.Training;

/// <summary>A division of recorded cycles into folds; each fold in turn is held out while the rest is learned from.</summary>
/// <param name="Name">Name in reports: runs_held_out, random_10_fold, cooler_level_held_out or groups.</param>
/// <param name="Seed">Seed of the division; null where nothing is drawn.</param>
/// <param name="Folds">Fold of each cycle.</param>
public sealed record RecordedSplit(string Name, int? Seed, IReadOnlyList<int> Folds)
{
    /// <summary>Number of folds.</summary>
    public int Count => Folds.Distinct().Count();

    /// <summary>Whole runs held out: a cycle is never judged by a model that saw a near-copy of it.</summary>
    public static RecordedSplit ByRun(RecordedCycles cycles, int folds, int seed) =>
        new("runs_held_out", seed, GroupedFolds.Assign(cycles.Runs, folds, seed));

    /// <summary>Cycles drawn at random, each setting of the five labels spread evenly: what the literature does; near-copies on both sides.</summary>
    public static RecordedSplit Random(RecordedCycles cycles, int folds, int seed)
    {
        var random = new Random(seed);
        var fold = new int[cycles.Count];
        int next = 0;
        foreach (var stratum in Enumerable.Range(0, cycles.Count).GroupBy(i => cycles.Labels[i]))
        {
            int[] members = [.. stratum];
            random.Shuffle(members);
            foreach (int member in members)
                fold[member] = next++ % folds;
        }

        return new RecordedSplit(string.Create(CultureInfo.InvariantCulture, $"random_{folds}_fold"), seed, fold);
    }

    /// <summary>A whole level of the cooler held out: the stated limit, as the level itself cannot be predicted then.</summary>
    public static RecordedSplit ByCoolerLevel(RecordedCycles cycles)
    {
        int[] levels = [.. cycles.Labels.Select(labels => labels.Cooler).Distinct().Order()];
        return new RecordedSplit("cooler_level_held_out", null, [.. cycles.Labels.Select(labels => Array.IndexOf(levels, labels.Cooler))]);
    }

    /// <summary>Reads the fold of each cycle from a file with one whole number a row.</summary>
    /// <exception cref="DatasetException">The file is damaged, has another number of rows than there are cycles, or fewer than two folds.</exception>
    public static RecordedSplit FromFile(string path, RecordedCycles cycles)
    {
        var (folds, _) = ProfileTable.LoadRuns(path);
        if (folds.Length != cycles.Count)
            throw new DatasetException($"{path} has {folds.Length} rows, there are {cycles.Count} cycles: it gives the fold of each cycle");
        if (folds.Distinct().Count() < 2)
            throw new DatasetException($"{path}: all cycles are in one fold; at least two are needed");
        return new RecordedSplit("groups", null, folds);
    }
}
