using System.Text;

namespace Faultline.Protocols.OpcUa.Generator;

/// <summary>Source of the two tables of numbers.</summary>
internal static class ConstantsSource
{
    internal static string StatusCodes(List<string[]> rows)
    {
        var text = Begin("Status codes by their names, OPC 10000-6 §A.2.", "StatusCodes", "static");
        foreach (var row in rows)
            text.Append("    public static StatusCode ").Append(row[0]).Append(" => new(").Append(row[1]).Append(");\n");
        text.Append("\n    /// <summary>Name of a code's upper 16 bits; null where the table has none.</summary>\n")
            .Append("    public static string? NameOf(StatusCode code) => (code.Value & 0xFFFF0000) switch\n    {\n");
        foreach (var row in rows)
            text.Append("        ").Append(row[1]).Append(" => \"").Append(row[0]).Append("\",\n");
        return text.Append("        _ => null,\n    };\n}\n").ToString();
    }

    internal static string NodeIds(List<string[]> rows)
    {
        var text = Begin("Numeric ids of namespace 0 by their names, OPC 10000-6 §A.3.", "NodeIds", "static");
        foreach (var row in rows)
            text.Append("    public const uint ").Append(row[0]).Append(" = ").Append(row[1]).Append(";\n");
        return text.Append("}\n").ToString();
    }

    private static StringBuilder Begin(string summary, string name, string kind) => new StringBuilder(GeneratedSource.Header)
        .Append("#pragma warning disable CS1591 // Names are the specification's own.\n")
        .Append("namespace Faultline.Protocols.OpcUa;\n\n/// <summary>").Append(summary).Append("</summary>\npublic ").Append(kind).Append(" class ")
        .Append(name).Append("\n{\n");
}
