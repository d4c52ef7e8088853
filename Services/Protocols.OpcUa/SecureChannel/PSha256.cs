using System.Security.Cryptography;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>The pseudo-random function P_SHA256 of RFC 5246 §5, which OPC 10000-6 §6.7.5 derives keys with.</summary>
public static class PSha256
{
    /// <summary>Derives <paramref name="length"/> bytes.</summary>
    public static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> seed, int length)
    {
        var output = new byte[length];
        var block = new byte[HMACSHA256.HashSizeInBytes + seed.Length];
        var a = block.AsSpan(0, HMACSHA256.HashSizeInBytes);
        seed.CopyTo(block.AsSpan(HMACSHA256.HashSizeInBytes));
        HMACSHA256.HashData(secret, seed, a);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var filled = 0; filled < length; filled += hash.Length)
        {
            HMACSHA256.HashData(secret, block, hash);
            hash[..Math.Min(hash.Length, length - filled)].CopyTo(output.AsSpan(filled));
            HMACSHA256.HashData(secret, a, a);
        }

        return output;
    }
}
