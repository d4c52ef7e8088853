using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Client;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>Users who prove themselves with a certificate (OPC 10000-4 §7.41.5), as node-opcua judges them.</summary>
public sealed class NodeOpcUaCertificateUserTests(NodeOpcUaServer peer) : IClassFixture<NodeOpcUaServer>
{
    private static readonly X509Certificate2 Known = ApplicationCertificate.Create("operator", "urn:faultline:operator", [], TimeProvider.System);
    private static readonly X509Certificate2 Stranger = ApplicationCertificate.Create("stranger", "urn:faultline:stranger", [], TimeProvider.System);

    [SkippableTheory]
    [InlineData("None", MessageSecurityMode.None)]
    [InlineData("Basic256Sha256", MessageSecurityMode.Sign)]
    [InlineData("Basic256Sha256", MessageSecurityMode.SignAndEncrypt)]
    [InlineData("Aes256_Sha256_RsaPss", MessageSecurityMode.SignAndEncrypt)]
    public async Task TrustedCertificate_OpensASession_AndAStrangersDoesNot(string policy, MessageSecurityMode mode)
    {
        peer.Require();
        await peer.StopAsync();
        await peer.AddUserAsync(Known);
        await peer.StartAsync();
        var security = new EndpointSecurity(SecurityPolicy.All.Single(known => known.Name == policy), mode);
        using var ours = new PeerClient(peer.Url, security, OpcUaIdentity.Certificate(Known));
        using var others = new PeerClient(peer.Url, security, OpcUaIdentity.Certificate(Stranger));

        await using var client = await ours.ConnectAsync();
        var value = Assert.Single(await client.ReadValuesAsync([new NodeId("Temperature", 1)], CancellationToken.None));
        var refusal = await Assert.ThrowsAsync<OpcUaException>(others.ConnectAsync);

        Assert.Equal(Variant.From(42.5), value.Value);
        Assert.Contains(refusal.Status.Code, new[] { StatusCodes.BadIdentityTokenRejected, StatusCodes.BadIdentityTokenInvalid, StatusCodes.BadCertificateUntrusted, StatusCodes.BadUserAccessDenied });
    }
}
