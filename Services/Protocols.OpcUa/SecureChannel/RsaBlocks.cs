using System.Security.Cryptography;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>RSA-OAEP over data longer than a block, block after block, OPC 10000-6 §6.7.2.5.</summary>
internal static class RsaBlocks
{
    /// <summary>Plain bytes of a block: key size less twice the hash less two (RFC 8017 §7.1.1).</summary>
    internal static int PlainSize(RSA key, SecurityPolicy policy) =>
        key.KeySize / 8 - 2 - 2 * (policy.EncryptionPadding == RSAEncryptionPadding.OaepSHA256 ? SHA256.HashSizeInBytes : SHA1.HashSizeInBytes);

    internal static byte[] Encrypt(RSA key, SecurityPolicy policy, ReadOnlySpan<byte> plain)
    {
        var plainBlock = PlainSize(key, policy);
        var cipherBlock = key.KeySize / 8;
        var cipher = new byte[(plain.Length + plainBlock - 1) / plainBlock * cipherBlock];
        for (var (from, to) = (0, 0); from < plain.Length; from += plainBlock, to += cipherBlock)
            key.Encrypt(plain[from..Math.Min(from + plainBlock, plain.Length)], cipher.AsSpan(to), policy.EncryptionPadding);
        return cipher;
    }

    /// <summary>Null where the data are no whole blocks or a block does not decrypt; why is not told.</summary>
    internal static byte[]? Decrypt(RSA key, SecurityPolicy policy, ReadOnlySpan<byte> cipher)
    {
        var cipherBlock = key.KeySize / 8;
        if (cipher.IsEmpty || cipher.Length % cipherBlock != 0)
            return null;
        var plain = new byte[cipher.Length];
        var length = 0;
        try
        {
            for (var from = 0; from < cipher.Length; from += cipherBlock)
                length += key.Decrypt(cipher.Slice(from, cipherBlock), plain.AsSpan(length), policy.EncryptionPadding);
        }
        catch (CryptographicException)
        {
            return null;
        }

        return plain[..length];
    }
}
