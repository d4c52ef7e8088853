using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.OpcUa.Certificates;

/// <summary>The application's own certificate, made on first use as OPC 10000-6 §6.2.2 asks and kept in the store's own folder.</summary>
public static class ApplicationCertificate
{
    private const int KeyBits = 2048;
    private static readonly TimeSpan Validity = TimeSpan.FromDays(5 * 365);

    /// <summary>The stored certificate with its key, or a new one where there is none, its time is over or it names another application.</summary>
    /// <param name="store">Where it is kept: own/certificate.der and own/key.pem, the latter readable by its owner only.</param>
    /// <param name="applicationName">Common name.</param>
    /// <param name="applicationUri">URI for the subject alternative name; what the application calls itself in its description.</param>
    /// <param name="hosts">DNS names and addresses that the application is reached at; none for a client.</param>
    /// <param name="clock">Clock of the validity.</param>
    public static X509Certificate2 GetOrCreate(
        CertificateStore store, string applicationName, string applicationUri, IReadOnlyCollection<string> hosts, TimeProvider clock)
    {
        var certificatePath = Path.Combine(store.OwnFolder, "certificate.der");
        var keyPath = Path.Combine(store.OwnFolder, "key.pem");
        if (File.Exists(certificatePath) && File.Exists(keyPath))
        {
            using var kept = X509CertificateLoader.LoadCertificateFromFile(certificatePath);
            using var key = RSA.Create();
            key.ImportFromPem(File.ReadAllText(keyPath));
            if (kept.NotAfter.ToUniversalTime() > clock.GetUtcNow().UtcDateTime && ApplicationUris.Of(kept).Contains(applicationUri))
                return kept.CopyWithPrivateKey(key);
        }

        var created = Create(applicationName, applicationUri, hosts, clock);
        using var privateKey = created.GetRSAPrivateKey()!;
        WritePrivately(keyPath, privateKey.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(certificatePath, created.RawData);
        return created;
    }

    /// <summary>A new self-signed certificate with its key.</summary>
    public static X509Certificate2 Create(
        string applicationName, string applicationUri, IReadOnlyCollection<string> hosts, TimeProvider clock)
    {
        using var key = RSA.Create(KeyBits);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(applicationName);
        subject.AddOrganizationName("Faultline");
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        AddExtensions(request, applicationUri, hosts);
        var now = clock.GetUtcNow();
        return request.CreateSelfSigned(now.AddHours(-1), now + Validity);
    }

    private static void AddExtensions(CertificateRequest request, string applicationUri, IReadOnlyCollection<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(applicationUri));
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        var keyIdentifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(keyIdentifier);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(keyIdentifier));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation | X509KeyUsageFlags.KeyEncipherment
                | X509KeyUsageFlags.DataEncipherment | X509KeyUsageFlags.KeyCertSign,
            critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
    }

    /// <summary>The file is made with its mode, so there is no moment at which others could read it.</summary>
    private static void WritePrivately(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
