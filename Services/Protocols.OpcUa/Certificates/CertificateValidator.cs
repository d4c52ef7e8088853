using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.SecureChannel;

namespace Faultline.Protocols.OpcUa.Certificates;

/// <summary>
/// Validates a peer's certificate in the steps of OPC 10000-4 §6.1.3: structure, chain, signature, key, trust, time, host name,
/// application URI, usage. Revocation lists are not looked at.
/// </summary>
public sealed class CertificateValidator(CertificateStore store, TimeProvider clock)
{
    /// <summary>Throws unless the certificate may be used. One that is sound but not trusted is kept among the rejected.</summary>
    /// <param name="chain">DER, leaf first.</param>
    /// <param name="host">Name or address that was connected to; null to leave that step out, as a server does for its clients.</param>
    /// <param name="applicationUri">URI that the application description gives; null where it is not known yet.</param>
    /// <exception cref="OpcUaException">The status code says which step failed.</exception>
    public void Validate(ReadOnlyMemory<byte> chain, string? host = null, string? applicationUri = null)
    {
        var certificates = CertificateChain.Split(chain).ConvertAll(Parse);
        var leaf = certificates[0];
        var trusted = store.Load(CertificateTrust.Trusted);
        var path = BuildPath(leaf, certificates, [.. trusted, .. store.Load(CertificateTrust.Issuers)]);
        CheckKey(leaf);
        if (!path.Exists(link => trusted.Exists(known => known.RawDataMemory.Span.SequenceEqual(link.RawDataMemory.Span))))
        {
            store.KeepRejected(leaf);
            throw Fault(StatusCodes.BadCertificateUntrusted, leaf, $"not trusted; its thumbprint is {leaf.Thumbprint}");
        }

        CheckTime(path);
        if (host is not null && !leaf.MatchesHostname(host, allowWildcards: false, allowCommonName: false))
            throw Fault(StatusCodes.BadCertificateHostNameInvalid, leaf, $"not issued for host {host}");
        CheckUri(leaf, applicationUri);
        CheckUsage(leaf);
    }

    private static X509Certificate2 Parse(ReadOnlyMemory<byte> der)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der.Span);
        }
        catch (CryptographicException)
        {
            throw OpcUaFault.Certificate(StatusCodes.BadCertificateInvalid, "the peer", "does not decode");
        }
    }

    /// <summary>The chain up to a self-signed certificate, signatures verified. Nothing is fetched from the network.</summary>
    private List<X509Certificate2> BuildPath(X509Certificate2 leaf, List<X509Certificate2> sent, List<X509Certificate2> known)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = clock.GetUtcNow().LocalDateTime;
        foreach (var certificate in sent.Concat(known))
        {
            if (certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData))
                chain.ChainPolicy.CustomTrustStore.Add(certificate);
            else
                chain.ChainPolicy.ExtraStore.Add(certificate);
        }

        chain.Build(leaf);
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if ((status & X509ChainStatusFlags.PartialChain) != 0)
            throw Fault(StatusCodes.BadCertificateChainIncomplete, leaf, "its issuer is not known");
        if ((status & ~(X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested)) != 0)
            throw Fault(StatusCodes.BadCertificateInvalid, leaf, $"chain is {status}");
        return [.. chain.ChainElements.Select(element => element.Certificate)];
    }

    private static void CheckKey(X509Certificate2 leaf)
    {
        using var key = leaf.GetRSAPublicKey();
        if (key is null || key.KeySize is < SecurityPolicy.MinRsaKeyBits or > SecurityPolicy.MaxRsaKeyBits)
            throw Fault(
                StatusCodes.BadCertificatePolicyCheckFailed, leaf,
                $"RSA key of {SecurityPolicy.MinRsaKeyBits} to {SecurityPolicy.MaxRsaKeyBits} bits expected, {key?.KeySize ?? 0} found");
        if (leaf.SignatureAlgorithm.FriendlyName?.Contains("sha1", StringComparison.OrdinalIgnoreCase) == true)
            throw Fault(StatusCodes.BadCertificatePolicyCheckFailed, leaf, "signed with SHA-1");
    }

    private void CheckTime(List<X509Certificate2> path)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < path.Count; i++)
            if (now < path[i].NotBefore.ToUniversalTime() || now > path[i].NotAfter.ToUniversalTime())
                throw Fault(
                    i == 0 ? StatusCodes.BadCertificateTimeInvalid : StatusCodes.BadCertificateIssuerTimeInvalid, path[i],
                    $"valid from {path[i].NotBefore.ToUniversalTime():u} to {path[i].NotAfter.ToUniversalTime():u} only");
    }

    private static void CheckUri(X509Certificate2 leaf, string? applicationUri)
    {
        if (applicationUri is not null && !ApplicationUris.Of(leaf).Contains(applicationUri))
            throw Fault(StatusCodes.BadCertificateUriInvalid, leaf, $"does not name the application {applicationUri}");
    }

    private static void CheckUsage(X509Certificate2 leaf)
    {
        const X509KeyUsageFlags Needed = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment;
        var usage = leaf.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (usage is not null && (usage.KeyUsages & Needed) != Needed)
            throw Fault(StatusCodes.BadCertificateUseNotAllowed, leaf, $"key usage is {usage.KeyUsages}");
    }

    private static OpcUaException Fault(StatusCode status, X509Certificate2 certificate, string what) =>
        OpcUaFault.Certificate(status, certificate.Subject, what);
}
