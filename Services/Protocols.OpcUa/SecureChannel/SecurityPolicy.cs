using System.Security.Cryptography;

namespace Faultline.Protocols.OpcUa.SecureChannel;

/// <summary>Algorithms and key lengths of a security policy, OPC 10000-7 §6.6 (profiles "SecurityPolicy [A|B] …").</summary>
public sealed class SecurityPolicy
{
    /// <summary>Shortest RSA key that any of the policies allows, bits.</summary>
    public const int MinRsaKeyBits = 2048;

    /// <summary>Longest RSA key that any of the policies allows, bits.</summary>
    public const int MaxRsaKeyBits = 4096;

    private const string Base = "http://opcfoundation.org/UA/SecurityPolicy#";
    private const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private const string RsaPssSha256 = "http://opcfoundation.org/UA/security/rsa-pss-sha2-256";
    private const string RsaOaep = "http://www.w3.org/2001/04/xmlenc#rsa-oaep";
    private const string RsaOaepSha256 = "http://opcfoundation.org/UA/security/rsa-oaep-sha2-256";

    private SecurityPolicy(string name, int keyLength, RSASignaturePadding signature, RSAEncryptionPadding encryption)
    {
        Uri = Base + name;
        Name = name;
        EncryptionKeyLength = keyLength;
        SignaturePadding = signature;
        EncryptionPadding = encryption;
        SignatureAlgorithm = signature == RSASignaturePadding.Pss ? RsaPssSha256 : RsaSha256;
        EncryptionAlgorithm = encryption == RSAEncryptionPadding.OaepSHA256 ? RsaOaepSha256 : RsaOaep;
    }

    /// <summary>No security at all: only where it is enabled on purpose.</summary>
    public static SecurityPolicy None { get; } = new("None", 0, RSASignaturePadding.Pkcs1, RSAEncryptionPadding.OaepSHA1);

    /// <summary>AES-256, HMAC-SHA-256; RSA PKCS #1 v1.5 signatures with SHA-256, RSA-OAEP with SHA-1.</summary>
    public static SecurityPolicy Basic256Sha256 { get; } = new("Basic256Sha256", 32, RSASignaturePadding.Pkcs1, RSAEncryptionPadding.OaepSHA1);

    /// <summary>AES-128, HMAC-SHA-256; RSA PKCS #1 v1.5 signatures with SHA-256, RSA-OAEP with SHA-1.</summary>
    public static SecurityPolicy Aes128Sha256RsaOaep { get; } =
        new("Aes128_Sha256_RsaOaep", 16, RSASignaturePadding.Pkcs1, RSAEncryptionPadding.OaepSHA1);

    /// <summary>AES-256, HMAC-SHA-256; RSA-PSS signatures with SHA-256, RSA-OAEP with SHA-256.</summary>
    public static SecurityPolicy Aes256Sha256RsaPss { get; } =
        new("Aes256_Sha256_RsaPss", 32, RSASignaturePadding.Pss, RSAEncryptionPadding.OaepSHA256);

    /// <summary>All of them, weakest first.</summary>
    public static IReadOnlyList<SecurityPolicy> All { get; } = [None, Aes128Sha256RsaOaep, Basic256Sha256, Aes256Sha256RsaPss];

    /// <summary>URI that stands on the wire.</summary>
    public string Uri { get; }

    /// <summary>Part of the URI after the '#'.</summary>
    public string Name { get; }

    /// <summary>Length of a channel's nonces, bytes.</summary>
    public int NonceLength => IsNone ? 0 : 32;

    /// <summary>Length of a derived HMAC key and of a symmetric signature, bytes.</summary>
    public int SignatureLength => IsNone ? 0 : 32;

    /// <summary>Length of a derived AES key, bytes.</summary>
    public int EncryptionKeyLength { get; }

    /// <summary>URI of the asymmetric signature algorithm, for SignatureData.</summary>
    public string SignatureAlgorithm { get; }

    /// <summary>URI of the asymmetric encryption algorithm, for user identity tokens.</summary>
    public string EncryptionAlgorithm { get; }

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => EncryptionKeyLength == 0;

    internal RSASignaturePadding SignaturePadding { get; }

    internal RSAEncryptionPadding EncryptionPadding { get; }

    /// <summary>The policy of a URI; null where it is not one of these.</summary>
    public static SecurityPolicy? Find(string? uri) => All.FirstOrDefault(policy => policy.Uri == uri);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
