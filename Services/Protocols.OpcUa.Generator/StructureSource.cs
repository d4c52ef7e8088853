using System.Text;

namespace Faultline.Protocols.OpcUa.Generator;

/// <summary>Source of one structure: its fields in wire order, decoder and encoder as field lists.</summary>
internal sealed class StructureSource(TypeNames names, string[][] rows)
{
    private readonly string _name = rows[0][0];
    private readonly string _kind = rows[0][2];
    private readonly string _clause = rows[0][3];
    private readonly string[][] _fields = rows[1..];

    internal string Write()
    {
        var text = new StringBuilder(GeneratedSource.Header)
            .Append("#pragma warning disable CS1591 // Fields are the specification's own; the type cites the clause that describes them.\n")
            .Append("using Faultline.Protocols.OpcUa.Encoding;\n\nnamespace Faultline.Protocols.OpcUa.Services;\n\n")
            .Append("/// <summary>").Append(_name).Append(", ").Append(_clause).Append(".</summary>\n")
            .Append("public ").Append(_kind == "Value" ? "readonly record struct " : "sealed class ").Append(_name)
            .Append(" : ").Append(Interfaces()).Append("\n{\n")
            .Append("    public static uint BinaryEncodingId => NodeIds.").Append(_name).Append("_Encoding_DefaultBinary;\n\n")
            .Append("    public uint EncodingId => BinaryEncodingId;\n\n");
        foreach (var field in _fields)
            AppendProperty(text, field);
        AppendDecoder(text);
        AppendEncoder(text);
        return text.Append("}\n").ToString();
    }

    private string Interfaces() => _kind switch
    {
        "Request" => $"IServiceRequest, IOpcUaStructure<{_name}>",
        "Response" => $"IServiceResponse, IOpcUaStructure<{_name}>",
        _ => $"IOpcUaStructure<{_name}>",
    };

    private void AppendProperty(StringBuilder text, string[] field)
    {
        if (field[3].Length > 0)
            text.Append("    /// <summary>").Append(field[3]).Append("</summary>\n");
        var accessors = field[1] is "RequestHeader" or "ResponseHeader" ? "{ get; set; }" : "{ get; init; }";
        var initial = _kind == "Value" ? "" : names.Default(field[2]);
        text.Append("    public ").Append(names.Spell(field[2])).Append(' ').Append(PropertyName(field)).Append(' ').Append(accessors)
            .Append(initial).Append("\n\n");
    }

    /// <summary>A property must not carry its class's name: ServerStatusDataType and the like keep theirs, a clash gets the suffix Value.</summary>
    private string PropertyName(string[] field) => field[1] == _name ? field[1] + "Value" : field[1];

    private void AppendDecoder(StringBuilder text)
    {
        text.Append("    public static ").Append(_name).Append(" Decode(ref OpcUaReader reader) => new()\n    {\n");
        foreach (var field in _fields)
            text.Append("        ").Append(PropertyName(field)).Append(" = ").Append(names.Read(field[2])).Append(",\n");
        text.Append("    };\n\n");
    }

    private void AppendEncoder(StringBuilder text)
    {
        text.Append("    public void Encode(ref OpcUaWriter writer)\n    {\n");
        foreach (var field in _fields)
            text.Append("        ").Append(names.Write(PropertyName(field), field[2])).Append('\n');
        text.Append("    }\n");
    }
}
