using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Faultline.Protocols.OpcUa.Certificates;

/// <summary>
/// The trust list on disk: folders own, trusted, rejected and issuers of one DER file a certificate, named by its thumbprint. Files
/// may be put there by hand; they are read anew on every use.
/// </summary>
public sealed class CertificateStore
{
    /// <summary>Most rejected certificates that are kept; the oldest makes room, so that strangers cannot fill the disk.</summary>
    public const int MaxRejected = 100;

    private readonly string _folder;
    private readonly Lock _lock = new();
    private long _rejectedDropped;

    /// <summary>A store in a folder, which is made where it does not exist.</summary>
    public CertificateStore(string folder)
    {
        _folder = folder;
        foreach (var trust in Enum.GetValues<CertificateTrust>())
            Directory.CreateDirectory(FolderOf(trust));
        OwnFolder = Path.Combine(folder, "own");
        Directory.CreateDirectory(OwnFolder);
    }

    /// <summary>Folder of the application's own certificate and key.</summary>
    public string OwnFolder { get; }

    /// <summary>Rejected certificates that had to make room for newer ones.</summary>
    public long RejectedDropped => Interlocked.Read(ref _rejectedDropped);

    /// <summary>Everything in the trust list.</summary>
    public IReadOnlyList<CertificateEntry> List() =>
        [.. Enum.GetValues<CertificateTrust>().SelectMany(trust => Load(trust).Select(certificate => Describe(certificate, trust)))];

    /// <summary>Accepts a rejected certificate from now on; false where there is none of that thumbprint.</summary>
    public bool Trust(string thumbprint) => Move(thumbprint, CertificateTrust.Rejected, CertificateTrust.Trusted);

    /// <summary>Accepts a trusted certificate no longer; false where there is none of that thumbprint.</summary>
    public bool Reject(string thumbprint) => Move(thumbprint, CertificateTrust.Trusted, CertificateTrust.Rejected);

    /// <summary>Puts a certificate into the list, as an installer does.</summary>
    public void Add(X509Certificate2 certificate, CertificateTrust trust)
    {
        lock (_lock)
            File.WriteAllBytes(PathOf(certificate.Thumbprint, trust), certificate.RawData);
    }

    /// <summary>Keeps what was presented and is not trusted.</summary>
    internal void KeepRejected(X509Certificate2 certificate)
    {
        lock (_lock)
        {
            var path = PathOf(certificate.Thumbprint, CertificateTrust.Rejected);
            if (File.Exists(path))
                return;
            var kept = Directory.GetFiles(FolderOf(CertificateTrust.Rejected), "*.der");
            if (kept.Length >= MaxRejected)
            {
                File.Delete(kept.MinBy(File.GetLastWriteTimeUtc)!);
                Interlocked.Increment(ref _rejectedDropped);
            }

            File.WriteAllBytes(path, certificate.RawData);
        }
    }

    /// <summary>All readable certificates of a folder; a file that is none is passed over.</summary>
    internal List<X509Certificate2> Load(CertificateTrust trust)
    {
        var certificates = new List<X509Certificate2>();
        lock (_lock)
        {
            foreach (var file in Directory.EnumerateFiles(FolderOf(trust), "*.der").Order(StringComparer.Ordinal))
            {
                try
                {
                    certificates.Add(X509CertificateLoader.LoadCertificateFromFile(file));
                }
                catch (CryptographicException)
                {
                    // What is no certificate is trusted by nobody; the folder may hold anything that people copied there.
                }
            }
        }

        return certificates;
    }

    private bool Move(string thumbprint, CertificateTrust from, CertificateTrust to)
    {
        // Only thumbprints of what lies there are turned into paths, so no input names a file of its own choice.
        var certificate = Load(from).Find(found => string.Equals(found.Thumbprint, thumbprint, StringComparison.OrdinalIgnoreCase));
        if (certificate is null)
            return false;
        Add(certificate, to);
        lock (_lock)
        {
            foreach (var file in Directory.GetFiles(FolderOf(from), "*.der"))
                if (File.ReadAllBytes(file).AsSpan().SequenceEqual(certificate.RawData))
                    File.Delete(file);
        }

        return true;
    }

    private static CertificateEntry Describe(X509Certificate2 certificate, CertificateTrust trust) => new(
        certificate.Thumbprint, trust, certificate.Subject, ApplicationUris.Of(certificate).FirstOrDefault(),
        certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());

    private string FolderOf(CertificateTrust trust) => Path.Combine(_folder, trust switch
    {
        CertificateTrust.Trusted => "trusted",
        CertificateTrust.Rejected => "rejected",
        _ => "issuers",
    });

    private string PathOf(string thumbprint, CertificateTrust trust) => Path.Combine(FolderOf(trust), thumbprint + ".der");
}
