namespace Faultline.TimeSeries;

/// <summary>A table as a backup knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, in the order of the copy.</param>
internal sealed record BackupTable(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>The readings, which are kept in an entry a day.</summary>
    public const string Reading = "reading";

    /// <summary>Whether it is computed from readings: a table of the rollup job, or a view of continuous aggregates.</summary>
    public bool IsRollup => Name is "reading_1m" or "reading_1h";

    public string ColumnList => string.Join(", ", Columns.Select(Quote));

    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
