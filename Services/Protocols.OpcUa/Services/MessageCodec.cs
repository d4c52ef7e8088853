using Faultline.Protocols.OpcUa.Encoding;

namespace Faultline.Protocols.OpcUa.Services;

/// <summary>Body of a message: the encoding id of a structure, then the structure, OPC 10000-6 §6.7.2.4.</summary>
public static class MessageCodec
{
    /// <summary>Appends id and structure.</summary>
    public static void Encode(IOpcUaStructure message, ref OpcUaWriter writer)
    {
        writer.WriteNodeId(message.EncodingId);
        message.Encode(ref writer);
    }

    /// <summary>Decodes any message of this library.</summary>
    /// <param name="body">The message without its chunk headers.</param>
    /// <param name="limits">Bounds that are checked before allocating.</param>
    /// <param name="borrowBodies">See <see cref="OpcUaReader(ReadOnlyMemory{byte}, OpcUaLimits, bool)"/>.</param>
    /// <exception cref="OpcUaException">
    /// BadServiceUnsupported for an id that is not known; BadDecodingError, BadEncodingLimitsExceeded for a body that does not decode.
    /// </exception>
    public static IOpcUaStructure Decode(ReadOnlyMemory<byte> body, OpcUaLimits limits, bool borrowBodies = false)
    {
        var reader = new OpcUaReader(body, limits, borrowBodies);
        var id = reader.ReadNodeId();
        reader.ThrowIfFailed("a message's type id");
        var message = id is { Type: NodeIdType.Numeric, NamespaceIndex: 0 } ? StructureDecoder.Decode(id.Numeric, ref reader) : null;
        if (message is null)
            throw OpcUaFault.Decoding(StatusCodes.BadServiceUnsupported, $"a message with type id {id}", 0);
        reader.ThrowIfFailed(message.GetType().Name);
        return message;
    }
}
