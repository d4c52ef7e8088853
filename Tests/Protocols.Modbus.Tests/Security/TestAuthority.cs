using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.Modbus.Security;

namespace Faultline.Protocols.Modbus.Tests.Security;

/// <summary>A certificate authority of the test's own, and what it issues.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
    private readonly X509Certificate2 _root;

    internal TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _root = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }

    internal X509Certificate2Collection Trusted => [_root];

    internal X509Certificate2 IssueServer(string name = "localhost") => Issue(name, ServerPurpose, [], expired: false);

    internal X509Certificate2 IssueClient(string? role = null) =>
        Issue("client", ClientPurpose, role is null ? [] : [ModbusRole.CreateExtension(role)], expired: false);

    internal X509Certificate2 IssueClient(X509Extension extension) => Issue("client", ClientPurpose, [extension], expired: false);

    internal X509Certificate2 IssueExpiredClient() => Issue("client", ClientPurpose, [], expired: true);

    private X509Certificate2 Issue(string name, string purpose, X509Extension[] extensions, bool expired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);
        var (from, to) = (_root.NotBefore.AddDays(1), expired ? _root.NotBefore.AddDays(2) : _root.NotAfter.AddDays(-1));
        using var issued = request.Create(_root, from, to, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    public void Dispose() => _root.Dispose();
}
