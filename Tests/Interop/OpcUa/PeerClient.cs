using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>Our client's options against a peer, with a trust list of its own that holds the peer's certificate.</summary>
internal sealed class PeerClient : IDisposable
{
    internal static readonly EndpointSecurity Secure = new(SecurityPolicy.Basic256Sha256, MessageSecurityMode.SignAndEncrypt);
    private static readonly X509Certificate2 Own = ApplicationCertificate.Create("Faultline test", "urn:faultline:test", [], TimeProvider.System);
    private readonly string _folder = Directory.CreateTempSubdirectory("faultline-trust-").FullName;

    internal PeerClient(Uri url, EndpointSecurity security, OpcUaIdentity? identity = null)
    {
        Store = new CertificateStore(_folder);
        Options = new OpcUaClientOptions
        {
            Url = url,
            ApplicationUri = "urn:faultline:test",
            Certificate = Own,
            Validator = new CertificateValidator(Store, TimeProvider.System),
            VerifyHost = false,
            Security = security,
            Identity = identity ?? OpcUaIdentity.Anonymous,
            KeepAliveInterval = TimeSpan.FromMilliseconds(500),
            RequestTimeout = TimeSpan.FromSeconds(30),
        };
    }

    internal CertificateStore Store { get; }

    internal OpcUaClientOptions Options { get; set; }

    /// <summary>A connected client of a server that is trusted from now on.</summary>
    internal async Task<OpcUaClient> ConnectAsync()
    {
        foreach (var endpoint in await OpcUaDiscovery.GetEndpointsAsync(Options, CancellationToken.None))
            if (endpoint.ServerCertificate is { Length: > 0 } der)
                Store.Add(X509CertificateLoader.LoadCertificate(der), CertificateTrust.Trusted);
        var client = new OpcUaClient(Options);
        await client.ConnectAsync(CancellationToken.None);
        return client;
    }

    internal static Task<NodeId> FindAsync(OpcUaClient client, params string[] path) => FindAsync(client, path.Select(name => new QualifiedName(name, 1)).ToArray());

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<NodeId> FindAsync(OpcUaClient client, QualifiedName[] path)
    {
        var elements = Array.ConvertAll(path, name => new RelativePathElement
        {
            ReferenceTypeId = NodeIds.HierarchicalReferences, IncludeSubtypes = true, TargetName = name,
        });
        var result = Assert.Single(await client.TranslateAsync(
            [new BrowsePath { StartingNode = NodeIds.ObjectsFolder, RelativePath = new RelativePath { Elements = elements } }], CancellationToken.None));
        Assert.True(result.StatusCode.IsGood, result.StatusCode.ToString());
        return Assert.Single(result.Targets).TargetId.NodeId;
    }
}
