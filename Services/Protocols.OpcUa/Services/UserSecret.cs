using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.SecureChannel;

namespace Faultline.Protocols.OpcUa.Services;

/// <summary>
/// Passwords of user name tokens, OPC 10000-4 §7.40.2.2: length, password and server nonce, RSA-encrypted for the server's certificate.
/// </summary>
public static class UserSecret
{
    /// <summary>Longest password, bytes of UTF-8.</summary>
    public const int MaxPasswordLength = 1024;

    /// <summary>Makes a token for a user; plain for the policy None, which only an encrypted channel makes safe.</summary>
    /// <param name="policy">The user token policy's security policy; where it gives none, the channel's.</param>
    /// <param name="policyId">Id of the user token policy.</param>
    /// <param name="userName">The user.</param>
    /// <param name="password">The password.</param>
    /// <param name="server">The server's certificate; null for the policy None.</param>
    /// <param name="serverNonce">The nonce that the server sent last.</param>
    public static UserNameIdentityToken Encrypt(
        SecurityPolicy policy, string? policyId, string userName, string password, X509Certificate2? server, ReadOnlySpan<byte> serverNonce)
    {
        var secret = System.Text.Encoding.UTF8.GetBytes(password);
        if (policy.IsNone)
            return new UserNameIdentityToken { PolicyId = policyId, UserName = userName, Password = secret };
        var block = new byte[4 + secret.Length + serverNonce.Length];
        BinaryPrimitives.WriteInt32LittleEndian(block, secret.Length + serverNonce.Length);
        secret.CopyTo(block, 4);
        serverNonce.CopyTo(block.AsSpan(4 + secret.Length));
        using var key = server!.GetRSAPublicKey()!;
        var token = new UserNameIdentityToken
        {
            PolicyId = policyId,
            UserName = userName,
            Password = RsaBlocks.Encrypt(key, policy, block),
            EncryptionAlgorithm = policy.EncryptionAlgorithm,
        };
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(block);
        return token;
    }

    /// <summary>Reads the password of a token; null where anything about it is wrong, whatever that is.</summary>
    /// <param name="policy">The user token policy's security policy; where it gives none, the channel's.</param>
    /// <param name="token">What the client sent.</param>
    /// <param name="own">The server's certificate with its key; null for the policy None.</param>
    /// <param name="ownNonce">The nonce that the server sent last; it must stand in the secret.</param>
    public static string? Decrypt(SecurityPolicy policy, UserNameIdentityToken token, X509Certificate2? own, ReadOnlySpan<byte> ownNonce)
    {
        var password = token.Password ?? [];
        if (policy.IsNone)
            return string.IsNullOrEmpty(token.EncryptionAlgorithm) && password.Length <= MaxPasswordLength ? System.Text.Encoding.UTF8.GetString(password) : null;
        using var key = own!.GetRSAPrivateKey()!;
        if (token.EncryptionAlgorithm != policy.EncryptionAlgorithm || RsaBlocks.Decrypt(key, policy, password) is not { } block)
            return null;
        var length = block.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(block) - ownNonce.Length;
        if (length < 0 || length > MaxPasswordLength || block.Length < 4 + length + ownNonce.Length
            || !CryptographicOperations.FixedTimeEquals(block.AsSpan(4 + length, ownNonce.Length), ownNonce))
            return null;
        return System.Text.Encoding.UTF8.GetString(block, 4, length);
    }
}
