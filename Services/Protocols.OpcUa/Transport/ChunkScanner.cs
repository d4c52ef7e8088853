using System.Buffers;
using System.Buffers.Binary;

namespace Faultline.Protocols.OpcUa.Transport;

/// <summary>Finds chunks in a stream of bytes, OPC 10000-6 §7.1.2.2. Knows nothing of security.</summary>
public static class ChunkScanner
{
    /// <summary>Looks for one chunk at the start of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What arrived and is not consumed.</param>
    /// <param name="maxSize">Largest chunk that was agreed on, bytes.</param>
    /// <param name="header">The header, as soon as it is complete.</param>
    /// <returns>A wrong type or kind and an excess size are told from the header alone, before the rest arrives.</returns>
    public static ChunkScanStatus Scan(in ReadOnlySequence<byte> buffer, int maxSize, out ChunkHeader header)
    {
        header = default;
        if (buffer.Length < ChunkHeader.Length)
            return ChunkScanStatus.NeedMoreData;
        Span<byte> bytes = stackalloc byte[ChunkHeader.Length];
        buffer.Slice(0, ChunkHeader.Length).CopyTo(bytes);
        var type = (MessageType)(BinaryPrimitives.ReadInt32LittleEndian(bytes) & 0xFFFFFF);
        var kind = (ChunkKind)bytes[3];
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (!IsAllowed(type, kind) || size < ChunkHeader.Length)
            return ChunkScanStatus.Invalid;
        if (size > maxSize)
            return ChunkScanStatus.TooLarge;
        header = new ChunkHeader(type, kind, (int)size);
        return buffer.Length < size ? ChunkScanStatus.NeedMoreData : ChunkScanStatus.Done;
    }

    private static bool IsAllowed(MessageType type, ChunkKind kind) => type switch
    {
        MessageType.Message => kind is ChunkKind.Intermediate or ChunkKind.Final or ChunkKind.Abort,
        MessageType.Hello or MessageType.Acknowledge or MessageType.Error or MessageType.OpenChannel or MessageType.CloseChannel =>
            kind == ChunkKind.Final,
        _ => false,
    };
}
