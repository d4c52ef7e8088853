namespace Faultline.Protocols.OpcUa.Encoding;

/// <summary>A structure that can be encoded, OPC 10000-6 §5.2.6.</summary>
public interface IOpcUaStructure
{
    /// <summary>Numeric id, in namespace 0, of its DefaultBinary encoding.</summary>
    uint EncodingId { get; }

    /// <summary>Appends the fields in wire order.</summary>
    void Encode(ref OpcUaWriter writer);
}
