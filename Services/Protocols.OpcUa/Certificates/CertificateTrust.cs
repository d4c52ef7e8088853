namespace Faultline.Protocols.OpcUa.Certificates;

/// <summary>Where a certificate of the trust list stands; the folders' names in lower case.</summary>
public enum CertificateTrust
{
    /// <summary>Applications and authorities whose certificates are accepted.</summary>
    Trusted,

    /// <summary>What was presented and not trusted: kept for somebody to decide.</summary>
    Rejected,

    /// <summary>Authorities that complete chains without being trusted themselves.</summary>
    Issuers,
}
