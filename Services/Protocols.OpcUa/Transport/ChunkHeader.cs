namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>The eight bytes that every chunk begins with, OPC 10000-6 §7.1.2.2.</summary>
/// <param name="Type">What the message is for.</param>
/// <param name="Kind">Whether more chunks follow.</param>
/// <param name="Size">Bytes of the chunk, this header included.</param>
public readonly record struct ChunkHeader(MessageType Type, ChunkKind Kind, int Size)
{
    /// <summary>Bytes of this header.</summary>
    public const int Length = 8;
}
