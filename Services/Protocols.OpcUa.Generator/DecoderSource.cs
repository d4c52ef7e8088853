using System.Text;

namespace Faultline.Protocols.OpcUa.Generator;

/// <summary>Source of the one place that finds a structure's decoder by its encoding id.</summary>
internal static class DecoderSource
{
    internal static string Write(List<string[]> structures)
    {
        var text = new StringBuilder(GeneratedSource.Header)
            .Append("using Faultline.Protocols.OpcUa.Encoding;\n\nnamespace Faultline.Protocols.OpcUa.Services;\n\n")
            .Append("/// <summary>Finds the decoder of a structure by its DefaultBinary encoding id.</summary>\npublic static class StructureDecoder\n{\n")
            .Append("    /// <summary>The structure, or null where no structure of this library has the id.</summary>\n")
            .Append("    public static IOpcUaStructure? Decode(uint encodingId, ref OpcUaReader reader) => encodingId switch\n    {\n");
        foreach (var row in structures.Where(row => row[1].Length == 0))
            text.Append("        NodeIds.").Append(row[0]).Append("_Encoding_DefaultBinary => ").Append(row[0]).Append(".Decode(ref reader),\n");
        return text.Append("        _ => null,\n    };\n}\n").ToString();
    }
}
