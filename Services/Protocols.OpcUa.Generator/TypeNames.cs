namespace Faultline.Protocols.OpcUa.Generator;

/// <summary>C# spelling, default value, read and write expression of each type that a field can have.</summary>
internal sealed class TypeNames(List<string[]> enumerations, List<string[]> structures)
{
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["Boolean"] = "bool", ["Byte"] = "byte", ["Int32"] = "int", ["Int64"] = "long", ["UInt32"] = "uint", ["Double"] = "double",
        ["String"] = "string?", ["ByteString"] = "byte[]?", ["DateTime"] = "DateTime", ["NodeId"] = "NodeId", ["ExpandedNodeId"] = "ExpandedNodeId",
        ["StatusCode"] = "StatusCode", ["QualifiedName"] = "QualifiedName", ["LocalizedText"] = "LocalizedText", ["Variant"] = "Variant",
        ["DataValue"] = "DataValue", ["DiagnosticInfo"] = "DiagnosticInfo?", ["ExtensionObject"] = "ExtensionObject",
    };

    private readonly HashSet<string> _enumerations = [.. enumerations.Select(row => row[0])];
    private readonly HashSet<string> _structures = [.. structures.Select(row => row[0])];
    private readonly HashSet<string> _values = [.. structures.Where(row => row[2] == "Value").Select(row => row[0])];

    internal string Spell(string type) => type.EndsWith("[]", StringComparison.Ordinal)
        ? Spell(type[..^2]) + "[]"
        : BuiltIn.GetValueOrDefault(type) ?? (_enumerations.Contains(type) || _structures.Contains(type) ? type
            : throw new InvalidDataException($"No type '{type}' in the tables."));

    internal string Default(string type) => type.EndsWith("[]", StringComparison.Ordinal) ? " = [];"
        : _structures.Contains(type) && !_values.Contains(type) ? " = new();" : "";

    internal string Read(string type)
    {
        if (!type.EndsWith("[]", StringComparison.Ordinal))
            return _enumerations.Contains(type) ? $"({type})reader.ReadInt32()"
                : _structures.Contains(type) ? $"{type}.Decode(ref reader)" : $"reader.Read{type}()";
        var element = type[..^2];
        return _structures.Contains(element) ? $"reader.ReadStructures<{element}>()" : $"reader.Read{element}Array()";
    }

    internal string Write(string field, string type)
    {
        if (!type.EndsWith("[]", StringComparison.Ordinal))
            return _enumerations.Contains(type) ? $"writer.WriteInt32((int){field});"
                : _structures.Contains(type) ? $"{field}.Encode(ref writer);" : $"writer.Write{type}({field});";
        return _structures.Contains(type[..^2]) ? $"writer.WriteStructures({field});" : $"writer.Write{type[..^2]}Array({field});";
    }
}
