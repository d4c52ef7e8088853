using System.Text;

namespace Faultline.Protocols.OpcUa.Generator;

/// <summary>Source of one enumeration; encoded as Int32 (OPC 10000-6 §5.2.4).</summary>
internal static class EnumerationSource
{
    internal static string Write(string[][] rows)
    {
        var text = new StringBuilder(GeneratedSource.Header)
            .Append("#pragma warning disable CS1591 // Members are the specification's own; the type cites the clause that describes them.\n")
            .Append("namespace Faultline.Protocols.OpcUa.Services;\n\n/// <summary>").Append(rows[0][0]).Append(", ").Append(rows[0][3])
            .Append(".</summary>\n");
        if (rows[0][0].EndsWith("Mask", StringComparison.Ordinal))
            text.Append("[Flags]\n");
        text.Append("public enum ").Append(rows[0][0]).Append("\n{\n");
        foreach (var row in rows[1..])
            text.Append("    ").Append(row[1]).Append(" = ").Append(row[2]).Append(",\n");
        return text.Append("}\n").ToString();
    }
}
