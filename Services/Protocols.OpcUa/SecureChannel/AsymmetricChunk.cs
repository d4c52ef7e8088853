using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>
/// Chunks of OPN, OPC 10000-6 §6.7.2.3: signed with the sender's key and encrypted for the receiver's, whatever the mode; plain for
/// the policy None.
/// </summary>
internal static class AsymmetricChunk
{
    private const int SequenceHeader = 8;

    internal static byte[] Seal(
        SecurityPolicy policy, uint channelId, uint sequenceNumber, uint requestId, ReadOnlySpan<byte> body,
        X509Certificate2? own, X509Certificate2? peer)
    {
        var writer = new OpcUaWriter(OpcUaLimits.Default);
        try
        {
            writer.WriteInt32((int)MessageType.OpenChannel | (byte)ChunkKind.Final << 24);
            writer.WriteInt32(0);
            writer.WriteUInt32(channelId);
            new SecurityHeader(policy.Uri, policy.IsNone ? null : own!.RawData, policy.IsNone ? null : peer!.GetCertHash()).Encode(ref writer);
            var plainAt = writer.Written.Length;
            writer.WriteUInt32(sequenceNumber);
            writer.WriteUInt32(requestId);
            writer.WriteBytes(body);
            return policy.IsNone ? WithSize(writer.ToArray()) : SignAndEncrypt(ref writer, plainAt, policy, own!, peer!);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Decrypts and verifies; answers the plain chunk and where its body is.</summary>
    /// <exception cref="OpcUaException">BadSecurityChecksFailed, whatever is wrong.</exception>
    internal static (byte[] Plain, ChunkPosition Position) Open(
        byte[] chunk, int headerEnd, SecurityPolicy policy, X509Certificate2? own, X509Certificate2? peer)
    {
        var end = chunk.Length;
        if (!policy.IsNone)
            (chunk, end) = DecryptAndVerify(chunk, headerEnd, policy, own!, peer!);
        if (end < headerEnd + SequenceHeader)
            throw OpcUaFault.SecurityChecksFailed();
        var bodyAt = headerEnd + SequenceHeader;
        return (chunk, new ChunkPosition(
            BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(headerEnd)), BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(headerEnd + 4)),
            bodyAt, end - bodyAt));
    }

    private static byte[] SignAndEncrypt(ref OpcUaWriter writer, int plainAt, SecurityPolicy policy, X509Certificate2 own, X509Certificate2 peer)
    {
        using var signing = own.GetRSAPrivateKey()!;
        using var encrypting = peer.GetRSAPublicKey()!;
        var signatureLength = signing.KeySize / 8;
        var cipherBlock = encrypting.KeySize / 8;
        var plainBlock = RsaBlocks.PlainSize(encrypting, policy);
        WritePadding(ref writer, plainAt, signatureLength, plainBlock, hasExtra: cipherBlock > 256);
        var plainLength = writer.Written.Length - plainAt + signatureLength;
        var signed = writer.ToArray();
        // The signature covers the header as sent, so the size of the encrypted chunk stands there before signing.
        BinaryPrimitives.WriteInt32LittleEndian(signed.AsSpan(4), plainAt + plainLength / plainBlock * cipherBlock);
        byte[] plain = [.. signed[plainAt..], .. signing.SignData(signed, HashAlgorithmName.SHA256, policy.SignaturePadding)];
        return [.. signed[..plainAt], .. RsaBlocks.Encrypt(encrypting, policy, plain)];
    }

    /// <summary>Padding size, padding, and the size's high byte after it where the key is longer than 2048 bits (§6.7.2.5).</summary>
    private static void WritePadding(ref OpcUaWriter writer, int plainAt, int signatureLength, int plainBlock, bool hasExtra)
    {
        var sizeBytes = hasExtra ? 2 : 1;
        var unpadded = writer.Written.Length - plainAt + sizeBytes + signatureLength;
        var padding = (plainBlock - unpadded % plainBlock) % plainBlock;
        for (var i = 0; i <= padding; i++)
            writer.WriteByte((byte)padding);
        if (hasExtra)
            writer.WriteByte((byte)(padding >> 8));
    }

    private static (byte[] Plain, int End) DecryptAndVerify(
        byte[] chunk, int headerEnd, SecurityPolicy policy, X509Certificate2 own, X509Certificate2 peer)
    {
        using var decrypting = own.GetRSAPrivateKey()!;
        using var verifying = peer.GetRSAPublicKey()!;
        var decrypted = RsaBlocks.Decrypt(decrypting, policy, chunk.AsSpan(headerEnd)) ?? throw OpcUaFault.SecurityChecksFailed();
        byte[] plain = [.. chunk[..headerEnd], .. decrypted];
        var end = plain.Length - verifying.KeySize / 8;
        if (end <= headerEnd + SequenceHeader
            || !verifying.VerifyData(plain.AsSpan(0, end), plain.AsSpan(end), HashAlgorithmName.SHA256, policy.SignaturePadding))
            throw OpcUaFault.SecurityChecksFailed();
        var padding = (int)plain[end - 1];
        if (decrypting.KeySize > 2048)
            padding = padding << 8 | plain[end - 2];
        return (plain, end - padding - (decrypting.KeySize > 2048 ? 2 : 1));
    }

    private static byte[] WithSize(byte[] chunk)
    {
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), chunk.Length);
        return chunk;
    }
}
