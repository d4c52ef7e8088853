using System.IO.Compression;
using Faultline.Learning.Windows;

namespace Faultline.Learning.Data;

/// <summary>Finds the files of a recorded data set below a folder: NAME.txt or NAME.tsv, also with .gz behind it.</summary>
internal sealed class DatasetFiles
{
    private static readonly string[] Endings = [".txt", ".tsv", ".txt.gz", ".tsv.gz"];

    private DatasetFiles(string[] sensors, string? profile, string? runs)
    {
        Sensors = sensors;
        Profile = profile;
        Runs = runs;
    }

    /// <summary>One path a sensor, in index order.</summary>
    public string[] Sensors { get; }

    /// <summary>profile.txt with the labels, or null.</summary>
    public string? Profile { get; }

    /// <summary>runs.txt with the run of each cycle, or null.</summary>
    public string? Runs { get; }

    public static DatasetFiles Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DatasetException($"{folder}: no such folder");
        var found = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            .ToLookup(Stem, StringComparer.OrdinalIgnoreCase);
        var sensors = RigLayout.SensorNames.Select(name => Single(found[name], name)).ToArray();
        var missing = RigLayout.SensorNames.Where((_, i) => sensors[i] is null).ToArray();
        if (missing.Length > 0)
        {
            throw new DatasetException(
                $"{folder}: no file for {string.Join(", ", missing)} (looked for NAME.txt and NAME.tsv, also with .gz, in all folders below)");
        }

        return new DatasetFiles(sensors!, Single(found["profile"], "profile"), Single(found["runs"], "runs"));
    }

    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static string Stem(string path)
    {
        var name = Path.GetFileName(path);
        return name[..name.IndexOf('.', StringComparison.Ordinal)];
    }

    // The file nearest to the folder wins, so that a set may carry other editions of itself in folders below.
    private static string? Single(IEnumerable<string> paths, string name)
    {
        var nearest = paths.GroupBy(Depth).MinBy(group => group.Key)?.Order(StringComparer.Ordinal).ToArray();
        if (nearest is { Length: > 1 })
            throw new DatasetException($"{name} is there more than once: {string.Join(", ", nearest)}");
        return nearest?[0];
    }

    private static int Depth(string path) => path.Count(c => c is '/' or '\\');
}
