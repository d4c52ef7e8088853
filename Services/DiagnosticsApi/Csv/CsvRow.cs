using System.Globalization;
using System.Text.Json;
using Faultline.DiagnosticsApi.Http;
using Faultline.ServiceDefaults;

namespace Faultline.DiagnosticsApi.Csv;

/// <summary>One line of a CSV file: fields by column name. What cannot be read is a fault that names line and column; empty or missing fields are the default.</summary>
internal sealed class CsvRow(int line, IReadOnlyDictionary<string, string> fields, RequestFaults faults)
{
    /// <summary>Number of its line in the file, from 1.</summary>
    public int Line { get; } = line;

    public string Text(string column, string otherwise = "") => Find(column) ?? otherwise;

    public string? TextOrNull(string column) => Find(column);

    public double Number(string column, double otherwise) => NumberOrNull(column) ?? otherwise;

    public double? NumberOrNull(string column)
    {
        if (Find(column) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        Add(column, $"'{text}' is no number.");
        return null;
    }

    public int Whole(string column, int otherwise) => WholeOrNull(column) ?? otherwise;

    public int? WholeOrNull(string column)
    {
        if (Find(column) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Add(column, $"'{text}' is no whole number.");
        return null;
    }

    public bool Flag(string column, bool otherwise)
    {
        switch (Find(column))
        {
            case null:
                return otherwise;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            case var text:
                Add(column, $"'{text}' is neither true nor false.");
                return otherwise;
        }
    }

    public T Choice<T>(string column, T otherwise)
        where T : struct, Enum
    {
        if (Find(column) is not { } text)
            return otherwise;
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == text)
                return value;
        }
        Add(column, $"'{text}' is none of {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}.");
        return otherwise;
    }

    public void Add(string column, string message) => faults.Add($"line {Line}: {column}", message);

    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private string? Find(string column) => fields.TryGetValue(column, out var text) && text.Length > 0 ? text : null;
}
