namespace Faultline.TimeSeries;

/// <summary>Which scripts a depth gets: those without a suffix, and those with one of its own (NNNN_name.SUFFIX.sql).</summary>
internal static class ScriptSelection
{
    private const string Extension = ".sql";

    /// <summary>Names of the scripts of this version that the depth gets, in the order in which they are applied.</summary>
    public static IEnumerable<string> Of(StorageDepth depth) =>
        typeof(ScriptSelection).Assembly.GetManifestResourceNames().Where(name => AppliesTo(name, depth)).Order(StringComparer.Ordinal);

    public static bool AppliesTo(string name, StorageDepth depth)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal) || !char.IsAsciiDigit(name[0]))
            return false;
        var suffix = Path.GetExtension(name[..^Extension.Length]);
        return suffix switch
        {
            "" => true,
            ".partitions" => depth == StorageDepth.PlainPostgres,
            ".hypertable" => depth != StorageDepth.PlainPostgres,
            ".apache" => depth == StorageDepth.TimescaleApache,
            ".community" => depth == StorageDepth.TimescaleCommunity,
            ".ownrollups" => depth != StorageDepth.TimescaleCommunity,
            _ => throw new StorageException($"Script {name} is for '{suffix}', which is no depth."),
        };
    }
}
