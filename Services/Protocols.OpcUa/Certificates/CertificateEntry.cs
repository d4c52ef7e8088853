namespace Faultline.Protocols.OpcUa.Certificates;

/// <summary>A certificate of the trust list, for people to decide about.</summary>
/// <param name="Thumbprint">SHA-1, hexadecimal in capitals: the name it is addressed by.</param>
/// <param name="Trust">Where it stands.</param>
/// <param name="Subject">Distinguished name.</param>
/// <param name="ApplicationUri">URI of the application; null where the certificate has none.</param>
/// <param name="NotBefore">Start of its validity.</param>
/// <param name="NotAfter">End of its validity.</param>
public sealed record CertificateEntry(
    string Thumbprint, CertificateTrust Trust, string Subject, string? ApplicationUri, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
