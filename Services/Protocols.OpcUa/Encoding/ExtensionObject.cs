using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>A structure in its encoded form, with the id of the encoding, OPC 10000-6 §5.2.2.15.</summary>
/// <param name="TypeId">Id of the encoding (such as DefaultBinary), not of the data type.</param>
/// <param name="Encoding">How <paramref name="Body"/> is encoded.</param>
/// <param name="Body">
/// The encoded structure. Decoded by a reader with borrowed bodies, it is a slice of the message and ends with it; else it is a copy.
/// </param>
public readonly record struct ExtensionObject(NodeId TypeId, ExtensionObjectEncoding Encoding, ReadOnlyMemory<byte> Body)
{
    /// <summary>Encodes a structure. A message writer encodes it in place instead when given the structure itself.</summary>
    public static ExtensionObject From(IOpcUaStructure structure)
    {
        var writer = new OpcUaWriter(OpcUaLimits.Default);
        try
        {
            structure.Encode(ref writer);
            return new ExtensionObject(structure.EncodingId, ExtensionObjectEncoding.Binary, writer.ToArray());
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Decodes the body where it is a <typeparamref name="T"/> in binary.</summary>
    /// <exception cref="OpcUaException">The type id matches and the body does not decode.</exception>
    public bool TryDecode<T>(OpcUaLimits limits, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? structure)
        where T : IOpcUaStructure<T>
    {
        structure = default;
        if (Encoding != ExtensionObjectEncoding.Binary || TypeId != T.BinaryEncodingId)
            return false;
        var reader = new OpcUaReader(Body, limits);
        structure = T.Decode(ref reader);
        reader.ThrowIfFailed(typeof(T).Name);
        return true;
    }
}
