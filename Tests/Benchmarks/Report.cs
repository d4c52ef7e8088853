using System.Globalization;
using System.Text.Json;

namespace Faultline.Benchmarks;

/// <summary>Shows a result and writes it as JSON: scenario, figures, floor, machine, notes.</summary>
public static class Report
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes for people.</summary>
    public static void Print(TextWriter output, string scenario, ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        output.WriteLine($"scenario {scenario} on {Machine.Describe()}");
        Print(output, "figures", result.Figures);
        Print(output, "floor, same run", result.Floor);
        foreach (var note in result.Notes)
            output.WriteLine($"  note: {note}");
    }

    /// <summary>Writes for programs.</summary>
    public static async Task WriteJsonAsync(string file, string scenario, ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var body = new { scenario, figures = result.Figures, floor = result.Floor, machine = Machine.Describe(), notes = result.Notes };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(body, Json));
    }

    private static void Print(TextWriter output, string title, IReadOnlyDictionary<string, double> values)
    {
        if (values.Count == 0)
            return;
        output.WriteLine($"  {title}:");
        foreach (var (name, value) in values)
            output.WriteLine($"    {name,-36} {value.ToString("0.###", CultureInfo.InvariantCulture)}");
    }
}
