using System.Text;
using System.Text.RegularExpressions;
using Faultline.Kubernetes.Tests;
using Xunit;

namespace Faultline.Deploy.Tests;

/// <summary>docs/metrics.md: its list of instruments is generated from the code, and what is said by hand above it agrees.</summary>
public sealed partial class MetricsDocumentTests
{
    /// <summary>true: the tests write the list instead of comparing it.</summary>
    private const string WriteVariable = "FAULTLINE_WRITE_DOCS";

    private const string Begin = "<!-- instruments: generated from the code, FAULTLINE_WRITE_DOCS=true ./test.sh Deploy -->\n", End = "<!-- /instruments -->";

    private static readonly string Document = Path.Combine(Checkout.Root, "docs", "metrics.md");

    [Fact]
    public void Instrument_InTheCode_HasAUnitAndADescription() => Assert.Equal(Instruments.CountOfNames, Instruments.Own.Select(instrument => instrument.Name).Distinct().Count());

    [Fact]
    public void List_InTheDocument_IsTheCodes()
    {
        var document = File.ReadAllText(Document).ReplaceLineEndings("\n");
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"docs/metrics.md has no place for the list: {Begin}");
        var expected = string.Concat(document.AsSpan(0, begin), Begin, Table(), document.AsSpan(end));
        if (Environment.GetEnvironmentVariable(WriteVariable) == "true") File.WriteAllText(Document, expected);
        else Assert.True(expected == document, $"docs/metrics.md is not what the code says; {WriteVariable}=true ./test.sh Deploy writes it.\n{Table()}");
    }

    [Fact]
    public void Row_WrittenByHand_AgreesWithTheCode()
    {
        var units = Instruments.Own.ToLookup(instrument => instrument.Name, instrument => instrument.Unit);
        var rows = Row().Matches(File.ReadAllText(Document)).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(row.Groups["unit"].Value, units[row.Groups["name"].Value]));
    }

    private static string Table()
    {
        var table = new StringBuilder("| instrument | at /metrics | type | unit | meaning |\n|---|---|---|---|---|\n");
        foreach (var instrument in Instruments.Own.DistinctBy(instrument => instrument.Name))
            table.Append($"| {instrument.Name} | {instrument.PrometheusName} | {instrument.PrometheusType} | {instrument.Unit} | {instrument.Description.TrimEnd('.')} |\n");
        return table.ToString();
    }

    /// <summary>A row of a table by hand: name, unit, labels, meaning.</summary>
    [GeneratedRegex(@"^\| (?<name>faultline\.[a-z0-9_.]+) \| (?<unit>s|By|1|\{\w+\}) \|(?! [a-z]+ \|)", RegexOptions.Multiline)]
    private static partial Regex Row();
}
