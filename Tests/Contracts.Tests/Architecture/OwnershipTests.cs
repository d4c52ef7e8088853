using System.Text.RegularExpressions;
using Xunit;

namespace Faultline.Contracts.Tests.Architecture;

/// <summary>SQL lives in TimeSeries alone, Modbus bytes in Protocols.Modbus alone.</summary>
public sealed partial class OwnershipTests
{
    private static readonly string Root = ProjectReferences.Read().Root;

    [GeneratedRegex("""
        "[^"]*\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sql { get; }

    [Fact]
    public void Sql_StandsOnlyIn_TimeSeries()
    {
        var offenders = Sources("Services", "Web", "ServiceDefaults").Where(file => !file.Contains("/TimeSeries/", StringComparison.Ordinal))
            .Where(file => Sql.IsMatch(File.ReadAllText(file)) || File.ReadAllText(file).Contains("NpgsqlCommand", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    [Fact]
    public void ModbusSockets_StandOnlyIn_ProtocolsModbus()
    {
        var offenders = Sources("Services").Where(file => !file.Contains("/Protocols.", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains("System.Net.Sockets.Socket(", StringComparison.Ordinal)
                || Regex.IsMatch(File.ReadAllText(file), @"\bnew (Socket|TcpClient|TcpListener)\("));

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> Sources(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => file.Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
}
