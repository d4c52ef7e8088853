using System.Buffers.Binary;
using Faultline.Protocols.OpcUa.Services;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>
/// Chunks of MSG and CLO, OPC 10000-6 §6.7.2: header (12 bytes), token id, sequence header, body, padding, signature; all from the
/// sequence header on is encrypted.
/// </summary>
internal static class SymmetricChunk
{
    internal const int TokenAt = 12;
    internal const int SequenceAt = 16;
    internal const int BodyAt = 24;

    /// <summary>Most bytes of a body that fit a chunk.</summary>
    internal static int MaxBody(int chunkSize, SecurityPolicy policy, MessageSecurityMode mode) => mode switch
    {
        MessageSecurityMode.SignAndEncrypt =>
            (chunkSize - SequenceAt) / SymmetricKeys.BlockSize * SymmetricKeys.BlockSize - (BodyAt - SequenceAt) - policy.SignatureLength - 1,
        MessageSecurityMode.Sign => chunkSize - BodyAt - policy.SignatureLength,
        _ => chunkSize - BodyAt,
    };

    /// <summary>Writes a chunk and answers its size.</summary>
    internal static int Seal(
        Span<byte> chunk, MessageType type, ChunkKind kind, uint channelId, ChannelToken token, MessageSecurityMode mode, uint sequenceNumber,
        uint requestId, ReadOnlySpan<byte> body)
    {
        var end = BodyAt + body.Length;
        body.CopyTo(chunk[BodyAt..]);
        var signature = mode is MessageSecurityMode.Sign or MessageSecurityMode.SignAndEncrypt ? SignatureLength(token) : 0;
        if (mode == MessageSecurityMode.SignAndEncrypt)
        {
            var padding = Padding(end - SequenceAt + 1 + signature);
            chunk.Slice(end, padding + 1).Fill((byte)padding);
            end += padding + 1;
        }

        var size = end + signature;
        BinaryPrimitives.WriteInt32LittleEndian(chunk, (int)type | (byte)kind << 24);
        BinaryPrimitives.WriteInt32LittleEndian(chunk[4..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[8..], channelId);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[TokenAt..], token.TokenId);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[SequenceAt..], sequenceNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[(SequenceAt + 4)..], requestId);
        if (signature > 0)
            token.Sending!.Sign(chunk[..end], chunk.Slice(end, signature));
        if (mode == MessageSecurityMode.SignAndEncrypt)
            token.Sending!.EncryptInPlace(chunk[SequenceAt..size]);
        return size;
    }

    /// <summary>
    /// Decrypts in place and verifies. The padding is looked at only once the signature, which covers it, has proven right, and every
    /// failure is the same one: no padding oracle.
    /// </summary>
    internal static ChunkPosition Open(Span<byte> chunk, ChannelToken token, MessageSecurityMode mode)
    {
        var signature = mode is MessageSecurityMode.Sign or MessageSecurityMode.SignAndEncrypt ? SignatureLength(token) : 0;
        var end = chunk.Length - signature;
        if (end < BodyAt)
            throw OpcUaFault.SecurityChecksFailed();
        if (mode == MessageSecurityMode.SignAndEncrypt)
        {
            if ((chunk.Length - SequenceAt) % SymmetricKeys.BlockSize != 0)
                throw OpcUaFault.SecurityChecksFailed();
            token.Receiving!.DecryptInPlace(chunk[SequenceAt..]);
        }

        if (signature > 0 && !token.Receiving!.Verify(chunk[..end], chunk[end..]))
            throw OpcUaFault.SecurityChecksFailed();
        if (mode == MessageSecurityMode.SignAndEncrypt)
            end -= chunk[end - 1] + 1;
        if (end < BodyAt)
            throw OpcUaFault.SecurityChecksFailed();
        return new ChunkPosition(
            BinaryPrimitives.ReadUInt32LittleEndian(chunk[SequenceAt..]), BinaryPrimitives.ReadUInt32LittleEndian(chunk[(SequenceAt + 4)..]),
            BodyAt, end - BodyAt);
    }

    private static int SignatureLength(ChannelToken token) => token.Sending is null ? 0 : SymmetricKeys.SignatureLength;

    private static int Padding(int length) => (SymmetricKeys.BlockSize - length % SymmetricKeys.BlockSize) % SymmetricKeys.BlockSize;
}
