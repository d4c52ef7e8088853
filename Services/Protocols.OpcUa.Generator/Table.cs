namespace Faultline.Protocols.OpcUa.Generator;

/// <summary>A committed table: comma-separated cells without quotes, a header line, one row a line.</summary>
internal static class Table
{
    internal static List<string[]> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split(',').Length;
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToList();
        if (rows.Find(row => row.Length != columns) is { } wrong)
            throw new InvalidDataException($"{Path.GetFileName(path)}: '{string.Join(',', wrong)}' has {wrong.Length} cells, {columns} expected.");
        return rows;
    }
}
