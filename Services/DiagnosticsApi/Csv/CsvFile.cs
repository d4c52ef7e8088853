using System.Text;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;

namespace Faultline.DiagnosticsApi.Csv;

/// <summary>Comma-separated values with a header line (RFC 4180).</summary>
internal static class CsvFile
{
    /// <summary>Longest file in bytes: some 300,000 tags.</summary>
    public const int LongestFile = 64 << 20;

    /// <summary>Reads a file; columns that are not among <paramref name="columns"/>, repeated ones and lines of another length are faults.</summary>
    public static List<CsvRow> Read(string text, IReadOnlyList<string> columns, RequestFaults faults)
    {
        var lines = new CsvScanner(text.StartsWith('\uFEFF') ? text[1..] : text).ReadAll(faults);
        if (lines.Count == 0)
        {
            faults.Add("line 1", "the header line is missing.");
            return [];
        }
        var header = lines[0].Fields;
        foreach (var name in header.Where(name => !columns.Contains(name)))
            faults.Add("line 1", $"there is no column '{name}'; the columns are {string.Join(", ", columns)}.");
        foreach (var name in header.GroupBy(name => name).Where(group => group.Count() > 1))
            faults.Add("line 1", $"column '{name.Key}' is there {name.Count()} times.");
        List<CsvRow> rows = [];
        if (faults.Any)
            return rows;
        foreach (var (number, fields) in lines.Skip(1))
        {
            if (fields.Count == header.Count)
                rows.Add(new CsvRow(number, header.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second.Trim()), faults));
            else
                faults.Add($"line {number}", $"{fields.Count} fields; the header has {header.Count}.");
        }
        return rows;
    }

    /// <summary>Writes a file.</summary>
    public static string Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder();
        Append(text, columns);
        foreach (var row in rows)
            Append(text, row);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string?> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            var field = fields[i] ?? "";
            if (field.AsSpan().ContainsAny(",\"\r\n"))
                text.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(field);
        }
        text.Append("\r\n");
    }
}
