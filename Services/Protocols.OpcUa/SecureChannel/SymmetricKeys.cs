using System.Security.Cryptography;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>Keys of one direction of a channel under one token, OPC 10000-6 §6.7.5, and what is done with them.</summary>
internal sealed class SymmetricKeys : IDisposable
{
    internal const int BlockSize = 16;
    internal const int SignatureLength = HMACSHA256.HashSizeInBytes;
    private readonly byte[] _signing;
    private readonly byte[] _iv;
    private readonly Aes _aes = Aes.Create();

    private SymmetricKeys(ReadOnlySpan<byte> material, SecurityPolicy policy)
    {
        _signing = material[..policy.SignatureLength].ToArray();
        _aes.Key = material.Slice(policy.SignatureLength, policy.EncryptionKeyLength).ToArray();
        _iv = material[(policy.SignatureLength + policy.EncryptionKeyLength)..].ToArray();
    }

    /// <summary>
    /// Keys of the side whose nonce is <paramref name="own"/>: the other side's nonce is the secret, its own the seed.
    /// Null for the policy None.
    /// </summary>
    internal static SymmetricKeys? Derive(SecurityPolicy policy, ReadOnlySpan<byte> own, ReadOnlySpan<byte> other)
    {
        if (policy.IsNone)
            return null;
        var material = PSha256.Derive(other, own, policy.SignatureLength + policy.EncryptionKeyLength + BlockSize);
        var keys = new SymmetricKeys(material, policy);
        CryptographicOperations.ZeroMemory(material);
        return keys;
    }

    internal void Sign(ReadOnlySpan<byte> data, Span<byte> signature) => HMACSHA256.HashData(_signing, data, signature);

    /// <summary>Compares in constant time.</summary>
    internal bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_signing, data, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    internal void EncryptInPlace(Span<byte> blocks) => _aes.EncryptCbc(blocks, _iv, blocks, PaddingMode.None);

    internal void DecryptInPlace(Span<byte> blocks) => _aes.DecryptCbc(blocks, _iv, blocks, PaddingMode.None);

    public void Dispose()
    {
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_signing);
    }
}
