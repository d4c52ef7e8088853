using System.Security.Cryptography.X509Certificates;
using Faultline.Protocols.OpcUa.Certificates;
using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Interop.OpcUa;

/// <summary>Our channel, session handshake and messages against node-opcua's server.</summary>
public sealed class NodeOpcUaServerPeerTests : IAsyncLifetime
{
    private const string ApplicationUri = "urn:faultline:test";
    private static readonly X509Certificate2 Certificate = ApplicationCertificate.Create("Faultline test", ApplicationUri, [], TimeProvider.System);
    private readonly NodeOpcUaServer _server = new();

    private string Url => _server.Url.OriginalString;

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [SkippableFact]
    public async Task PolicyNone_AnonymousSession_ReadsAValue()
    {
        _server.Require();
        await using var session = await BareSession.OpenAsync(_server.Port, Url, Plain());
        await session.LogInAsync(Url, ApplicationUri, (endpoint, _) => Anonymous(endpoint));

        await AssertTemperatureAsync(session);
    }

    [SkippableTheory]
    [InlineData("Basic256Sha256", MessageSecurityMode.SignAndEncrypt)]
    [InlineData("Basic256Sha256", MessageSecurityMode.Sign)]
    [InlineData("Aes128_Sha256_RsaOaep", MessageSecurityMode.SignAndEncrypt)]
    [InlineData("Aes256_Sha256_RsaPss", MessageSecurityMode.SignAndEncrypt)]
    public async Task SecurePolicy_UserNameSession_ReadsAValue_AlsoAfterRenewals(string policy, MessageSecurityMode mode)
    {
        _server.Require();
        var endpoint = (await EndpointsAsync()).Single(offered => SecurityPolicy.Find(offered.SecurityPolicyUri)?.Name == policy && offered.SecurityMode == mode);
        await using var session = await BareSession.OpenAsync(_server.Port, Url, new ClientChannelOptions
        {
            Policy = SecurityPolicy.Find(endpoint.SecurityPolicyUri)!,
            Mode = mode,
            Certificate = Certificate,
            ServerCertificate = X509CertificateLoader.LoadCertificate(endpoint.ServerCertificate!),
        });
        await session.LogInAsync(Url, ApplicationUri, (offered, nonce) => User(session.Channel, offered, nonce));

        await AssertTemperatureAsync(session);
        for (var i = 0; i < 3; i++)
        {
            var renewal = session.Channel.RenewAsync(CancellationToken.None);
            await AssertTemperatureAsync(session);
            await renewal.WaitAsync(TimeSpan.FromSeconds(30));
            await AssertTemperatureAsync(session);
        }
    }

    [SkippableFact]
    public async Task GetEndpoints_ListsEveryPolicy()
    {
        _server.Require();

        var offered = (await EndpointsAsync()).Select(endpoint => SecurityPolicy.Find(endpoint.SecurityPolicyUri)).ToHashSet();

        Assert.All(SecurityPolicy.All, policy => Assert.Contains(policy, offered));
    }

    private static async Task AssertTemperatureAsync(BareSession session)
    {
        var value = await session.ReadAsync(new NodeId("Temperature", 1));
        Assert.Equal(Variant.From(42.5), value.Value);
        Assert.True(value.Status.IsGood);
        Assert.NotEqual(default, value.SourceTimestamp);
    }

    private static ClientChannelOptions Plain() => new() { Policy = SecurityPolicy.None, Mode = MessageSecurityMode.None };

    private async Task<EndpointDescription[]> EndpointsAsync()
    {
        await using var session = await BareSession.OpenAsync(_server.Port, Url, Plain());
        return (await session.AskAsync<GetEndpointsResponse>(new GetEndpointsRequest { EndpointUrl = Url })).Endpoints;
    }

    private static AnonymousIdentityToken Anonymous(EndpointDescription endpoint) =>
        new() { PolicyId = endpoint.UserIdentityTokens.First(policy => policy.TokenType == UserTokenType.Anonymous).PolicyId };

    private static UserNameIdentityToken User(ClientSecureChannel channel, EndpointDescription endpoint, byte[] nonce)
    {
        var token = endpoint.UserIdentityTokens.First(policy => policy.TokenType == UserTokenType.UserName);
        var policy = SecurityPolicy.Find(token.SecurityPolicyUri) ?? channel.Policy;
        return UserSecret.Encrypt(policy, token.PolicyId, "operator", "secret", channel.PeerCertificate, nonce);
    }
}
