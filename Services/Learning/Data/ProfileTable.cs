namespace Faultline.Learning.Data;

/// <summary>Reads profile.txt (four or five columns, see <see cref="CycleLabels"/>) and runs.txt (one whole number a cycle).</summary>
internal static class ProfileTable
{
    private static readonly (string Name, int[] Levels)[] Columns =
    [
        ("cooler", [3, 20, 100]), ("valve", [73, 80, 90, 100]), ("pump leakage", [0, 1, 2]), ("accumulator", [90, 100, 115, 130]),
        ("stable flag", [0, 1]),
    ];

    public static (CycleLabels[] Labels, bool HasStableFlag, byte[] Hash) LoadLabels(string path)
    {
        var labels = new List<CycleLabels>();
        bool hasStableFlag = true;
        using var table = new NumberTable(path);
        while (table.Read(out var row))
        {
            if (row.Length is not (4 or 5))
                throw new DatasetException(path, table.Row, 0, $"{row.Length} columns; a profile has 5 (or 4 without the stable flag)");
            for (int i = 0; i < row.Length; i++)
            {
                if (!Columns[i].Levels.Contains((int)row[i]) || row[i] != Math.Floor(row[i]))
                {
                    throw new DatasetException(
                        path, table.Row, i + 1, $"{Columns[i].Name} {row[i]} is not one of {string.Join(", ", Columns[i].Levels)}");
                }
            }

            hasStableFlag &= row.Length == 5;
            labels.Add(new CycleLabels((int)row[0], (int)row[1], (int)row[2], (int)row[3], row.Length == 5 && row[4] == 1));
        }

        return ([.. labels], hasStableFlag, table.Hash());
    }

    public static (int[] Runs, byte[] Hash) LoadRuns(string path)
    {
        var runs = new List<int>();
        using var table = new NumberTable(path);
        while (table.Read(out var row))
        {
            if (row.Length != 1 || row[0] != (int)row[0])
                throw new DatasetException(path, table.Row, 1, "a run is one whole number a row");
            runs.Add((int)row[0]);
        }

        return ([.. runs], table.Hash());
    }

    /// <summary>A run is a contiguous stretch of cycles with one setting of the four components.</summary>
    public static int[] DeriveRuns(CycleLabels[] labels)
    {
        var runs = new int[labels.Length];
        for (int i = 1; i < labels.Length; i++)
            runs[i] = runs[i - 1] + (labels[i].SameSetting(labels[i - 1]) ? 0 : 1);
        return runs;
    }
}
