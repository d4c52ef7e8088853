namespace Faultline.Contracts;

/// <summary>The trust list of the collector: what OPC UA servers presented, and who decided what.</summary>
/// <param name="Own">Thumbprint of the collector's own certificate, for the servers' trust lists.</param>
/// <param name="Certificates">Trusted and rejected ones, and issuers.</param>
public sealed record CertificateList(string Own, IReadOnlyList<CertificateState> Certificates);
