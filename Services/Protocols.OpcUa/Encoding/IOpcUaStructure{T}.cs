namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>A structure of this library: its encoding id and decoder are known from its type.</summary>
/// <typeparam name="T">The structure itself.</typeparam>
public interface IOpcUaStructure<T> : IOpcUaStructure
    where T : IOpcUaStructure<T>
{
    /// <summary>Numeric id, in namespace 0, of the DefaultBinary encoding.</summary>
    static abstract uint BinaryEncodingId { get; }

    /// <summary>Reads the fields in wire order; a failure stays in the reader.</summary>
    static abstract T Decode(ref OpcUaReader reader);
}
