namespace Faultline.Contracts;

/// <summary>A command about the trust list.</summary>
/// <param name="Thumbprint">The certificate; null to list all.</param>
/// <param name="Trust">Whether it is trusted from now on.</param>
public sealed record CertificateDecision(string? Thumbprint, bool Trust);
