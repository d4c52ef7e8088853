namespace Faultline.Contracts;

/// <summary>One certificate of the trust list.</summary>
/// <param name="Thumbprint">SHA-1, hexadecimal in capitals.</param>
/// <param name="Trust">trusted, rejected or issuers.</param>
/// <param name="Subject">Distinguished name.</param>
/// <param name="ApplicationUri">URI of the application; null where the certificate has none.</param>
/// <param name="NotBefore">Start of its validity.</param>
/// <param name="NotAfter">End of its validity.</param>
public sealed record CertificateState(
    string Thumbprint, string Trust, string Subject, string? ApplicationUri, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
