using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.SecureChannel;

namespace Faultline.Protocols.OpcUa.Services;

/// <summary>
/// Proof that each side of a session has the key of its certificate: it signs the other's certificate and nonce, OPC 10000-4 §5.6.2.2
/// and §5.6.3.2.
/// </summary>
public static class SessionSignature
{
    /// <summary>Least length of a session nonce, bytes (OPC 10000-4 §5.6.2.2).</summary>
    public const int MinNonceLength = 32;

    /// <summary>Signs; an empty signature for the policy None.</summary>
    /// <param name="policy">Policy of the channel, or of a certificate user token.</param>
    /// <param name="own">Certificate with its key.</param>
    /// <param name="peerCertificate">The other side's leaf certificate, DER.</param>
    /// <param name="peerNonce">The nonce that the other side sent last.</param>
    public static SignatureData Sign(SecurityPolicy policy, X509Certificate2? own, ReadOnlySpan<byte> peerCertificate, ReadOnlySpan<byte> peerNonce)
    {
        if (policy.IsNone)
            return new SignatureData();
        using var key = own!.GetRSAPrivateKey()!;
        byte[] signed = [.. peerCertificate, .. peerNonce];
        return new SignatureData
        {
            Algorithm = policy.SignatureAlgorithm,
            Signature = key.SignData(signed, HashAlgorithmName.SHA256, policy.SignaturePadding),
        };
    }

    /// <summary>Verifies what the other side signed: own certificate and own nonce. True for the policy None.</summary>
    public static bool Verify(
        SecurityPolicy policy, X509Certificate2? peer, ReadOnlySpan<byte> ownCertificate, ReadOnlySpan<byte> ownNonce, SignatureData signature)
    {
        if (policy.IsNone)
            return true;
        using var key = peer?.GetRSAPublicKey();
        byte[] signed = [.. ownCertificate, .. ownNonce];
        return key is not null && signature.Algorithm == policy.SignatureAlgorithm && signature.Signature is not null
            && key.VerifyData(signed, signature.Signature, HashAlgorithmName.SHA256, policy.SignaturePadding);
    }
}
