using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Microsoft.Extensions.Options;

namespace Faultline.Collector.Drivers.OpcUa;

/// <summary>The collector's own certificate, made when an OPC UA device is first read, and its trust list.</summary>
internal sealed class OpcUaTrust(IOptions<OpcUaOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private CertificateStore? store;
    private X509Certificate2? own;

    /// <summary>URI that the certificate names.</summary>
    public string ApplicationUri => options.Value.ApplicationUri;

    /// <summary>The trust list.</summary>
    public CertificateStore Store
    {
        get
        {
            lock (gate)
                return store ??= new CertificateStore(options.Value.CertificateFolder);
        }
    }

    /// <summary>The own certificate with its key.</summary>
    public X509Certificate2 Own
    {
        get
        {
            lock (gate)
                return own ??= ApplicationCertificate.GetOrCreate(store ??= new CertificateStore(options.Value.CertificateFolder), "Faultline collector", ApplicationUri, [], time);
        }
    }

    /// <summary>Judges servers by the list as it is at each connect.</summary>
    public CertificateValidator Validator => new(Store, time);
}
