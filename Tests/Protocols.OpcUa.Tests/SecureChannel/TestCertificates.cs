using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;

namespace Faultline.Protocols.OpcUa.Tests.SecureChannel;

/// <summary>Certificates made once for all tests.</summary>
internal static class TestCertificates
{
    internal static X509Certificate2 Client { get; } = ApplicationCertificate.Create("client", "urn:test:client", [], TimeProvider.System);

    internal static X509Certificate2 Server { get; } = ApplicationCertificate.Create("server", "urn:test:server", ["localhost", "127.0.0.1"], TimeProvider.System);

    /// <summary>Certificate with a key longer than 2048 bits, which asks for the extra padding byte.</summary>
    internal static X509Certificate2 Long { get; } = Make("long", 3072);

    internal static X509Certificate2 Make(string name, int keyBits)
    {
        using var key = RSA.Create(keyBits);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }
}
