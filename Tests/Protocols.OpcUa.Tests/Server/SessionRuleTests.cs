using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Services;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.OpcUa.Tests.Server;

public sealed class SessionRuleTests
{
    private static readonly ReadRequest State = new()
    {
        TimestampsToReturn = TimestampsToReturn.Both,
        NodesToRead = [new ReadValueId { NodeId = NodeIds.Server_ServerStatus_State, AttributeId = AttributeIds.Value }],
    };

    [Fact]
    public async Task Session_NoneNotOffered_IsRefusedAndDiscoveryIsNot()
    {
        await using var server = new TestServer(options => options with { Security = OfferedSecurity.Encrypted });
        await using var client = await RawClient.OpenAsync(server);

        var endpoints = await client.AskAsync<GetEndpointsResponse>(new GetEndpointsRequest());
        var refusal = Assert.IsType<ServiceFault>(await client.CreateSessionAsync());

        Assert.Equal(3, endpoints.Endpoints.Length);
        Assert.DoesNotContain(endpoints.Endpoints, endpoint => endpoint.SecurityMode == MessageSecurityMode.None);
        Assert.Equal(StatusCodes.BadSecurityPolicyRejected, refusal.ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task Request_WithoutSession_IsRefused()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.OpenAsync(server);

        Assert.Equal(StatusCodes.BadSessionIdInvalid, await client.RefusalAsync(State));
    }

    [Fact]
    public async Task Request_SessionNotActivated_IsRefusedAndTheSessionEnds()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.OpenAsync(server);
        await client.CreateSessionAsync();

        Assert.Equal(StatusCodes.BadSessionNotActivated, await client.RefusalAsync(State));
        Assert.Equal(0, server.Counters.Sessions);
    }

    [Fact]
    public async Task Request_OverAnotherChannel_IsRefused()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        await using var thief = await RawClient.OpenAsync(server);
        thief.Token = client.Token;

        Assert.Equal(StatusCodes.BadSecureChannelIdInvalid, await thief.RefusalAsync(State));
        Assert.Equal(StatusCodes.BadSecureChannelIdInvalid, await thief.RefusalAsync(new CloseSessionRequest()));
    }

    [Fact]
    public async Task Activate_FirstTimeOverAnotherChannel_IsRefused()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.OpenAsync(server);
        await client.CreateSessionAsync();
        await using var thief = await RawClient.OpenAsync(server);
        thief.Token = client.Token;

        Assert.Equal(StatusCodes.BadSecureChannelIdInvalid, (await thief.ActivateAsync()).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task Activate_OverNewChannelOfTheSameClient_GoesOn()
    {
        await using var server = new TestServer();
        server.Trust(RawClient.Certificate);
        var first = await SecureAsync(server);
        await first.CreateSessionAsync();
        Assert.IsType<ActivateSessionResponse>(await first.ActivateAsync());
        await first.DisposeAsync();
        await using var second = await SecureAsync(server);
        (second.Token, second.ServerNonce) = (first.Token, first.ServerNonce);

        Assert.IsType<ActivateSessionResponse>(await second.ActivateAsync());
        await second.AskAsync<ReadResponse>(State);
    }

    [Fact]
    public async Task Activate_OverChannelOfAnotherClient_IsRefused()
    {
        await using var server = new TestServer();
        var other = Faultline.Protocols.OpcUa.Certificates.ApplicationCertificate.Create("other", RawClient.ApplicationUri, [], TimeProvider.System);
        server.Trust(RawClient.Certificate);
        server.Trust(other);
        await using var first = await SecureAsync(server);
        await first.CreateSessionAsync();
        await first.ActivateAsync();
        await using var thief = await RawClient.OpenAsync(server, SecurityPolicy.Basic256Sha256, MessageSecurityMode.SignAndEncrypt, other);
        (thief.Token, thief.ServerNonce) = (first.Token, first.ServerNonce);

        Assert.Equal(StatusCodes.BadSecurityChecksFailed, (await thief.ActivateAsync()).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task Activate_SignatureOverAnUsedNonce_IsRefused()
    {
        await using var server = new TestServer();
        server.Trust(RawClient.Certificate);
        await using var client = await SecureAsync(server);
        await client.CreateSessionAsync();
        var used = client.ServerNonce;
        await client.ActivateAsync();

        Assert.NotEqual(used, client.ServerNonce);
        Assert.Equal(
            StatusCodes.BadApplicationSignatureInvalid, (await client.ActivateAsync(signature: client.Sign(used))).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task Create_ShortNonceOrForeignCertificateOrUri_IsRefused()
    {
        await using var server = new TestServer();
        server.Trust(RawClient.Certificate);
        await using var client = await SecureAsync(server);

        Assert.Equal(StatusCodes.BadNonceInvalid, await RefusalAsync(nonce: new byte[31]));
        Assert.Equal(StatusCodes.BadCertificateInvalid, await RefusalAsync(certificate: TestServer.UserCertificate.RawData));
        Assert.Equal(StatusCodes.BadCertificateUriInvalid, await RefusalAsync(uri: "urn:somebody:else"));

        async Task<StatusCode> RefusalAsync(byte[]? nonce = null, byte[]? certificate = null, string uri = RawClient.ApplicationUri) =>
            (await client.CreateSessionAsync(_ => new CreateSessionRequest
            {
                ClientDescription = new ApplicationDescription { ApplicationUri = uri },
                ClientNonce = nonce ?? new byte[32],
                ClientCertificate = certificate ?? RawClient.Certificate.RawData,
            })).ResponseHeader.ServiceResult;
    }

    [Fact]
    public async Task Create_Response_ProvesTheServerAndGuessesNothing()
    {
        await using var server = new TestServer();
        server.Trust(RawClient.Certificate);
        await using var client = await SecureAsync(server);
        var nonce = new byte[32];
        await client.CreateSessionAsync(request => new CreateSessionRequest
        {
            ClientDescription = request.ClientDescription, ClientNonce = nonce, ClientCertificate = request.ClientCertificate,
        });
        var created = client.Created!;

        Assert.True(SessionSignature.Verify(
            SecurityPolicy.Basic256Sha256, TestServer.Certificate, RawClient.Certificate.RawData, nonce, created.ServerSignature));
        Assert.Equal(32, Assert.IsType<byte[]>(created.AuthenticationToken.Identifier).Length);
        Assert.Equal(32, created.ServerNonce!.Length);
        Assert.Equal(TestServer.Certificate.RawData, created.ServerCertificate);
    }

    [Fact]
    public async Task Sessions_TooMany_TheOldestNotActivatedMakesRoom()
    {
        await using var server = new TestServer(options => options with { Limits = new OpcUaServerLimits { Sessions = 2 } });
        await using var active = await RawClient.LogInAsync(server);
        await using var idle = await RawClient.OpenAsync(server);
        await idle.CreateSessionAsync();

        await using var second = await RawClient.LogInAsync(server);
        await using var third = await RawClient.OpenAsync(server);

        Assert.Equal(StatusCodes.BadSessionIdInvalid, (await idle.ActivateAsync()).ResponseHeader.ServiceResult);
        Assert.Equal(StatusCodes.BadTooManySessions, (await third.CreateSessionAsync()).ResponseHeader.ServiceResult);
        Assert.Equal(2, server.Counters.Refused[ServerBound.Sessions]);
        await active.AskAsync<ReadResponse>(State);
    }

    [Fact]
    public async Task Session_SilentLongerThanItsTimeout_Ends()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = new TestServer(options => options with { Clock = clock });
        await using var client = await RawClient.LogInAsync(server);

        clock.Advance(TimeSpan.FromSeconds(59));
        await client.AskAsync<ReadResponse>(State);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, server.Counters.Sessions);
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(0, server.Counters.Sessions);
        Assert.Equal(1, server.Counters.Refused[ServerBound.SessionTimeouts]);
    }

    [Fact]
    public async Task Connection_WithoutSession_IsEndedAfterItsTime()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = new TestServer(options => options with { Clock = clock });
        await using var client = await RawClient.OpenAsync(server);
        await client.AskAsync<GetEndpointsResponse>(new GetEndpointsRequest());

        clock.Advance(TimeSpan.FromSeconds(31));

        await client.Ended.Within();
        Assert.Equal(1, server.Counters.Refused[ServerBound.SilentConnections]);
    }

    [Fact]
    public async Task Close_Session_EndsItAndItsSubscriptions()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.LogInAsync(server);
        await client.AskAsync<CreateSubscriptionResponse>(new CreateSubscriptionRequest { RequestedPublishingInterval = 100 });

        await client.AskAsync<CloseSessionResponse>(new CloseSessionRequest { DeleteSubscriptions = true });

        Assert.Equal((0, 0), (server.Counters.Sessions, server.Counters.Subscriptions));
        Assert.Equal(StatusCodes.BadSessionIdInvalid, await client.RefusalAsync(State));
    }

    [Fact]
    public async Task Channel_ClientNotTrusted_IsRefusedAndKept()
    {
        await using var server = new TestServer();

        var refusal = await Assert.ThrowsAsync<OpcUaException>(() => SecureAsync(server));

        Assert.Contains("BadCertificateUntrusted", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(RawClient.Certificate.Thumbprint, Assert.Single(server.Store.List()).Thumbprint);
    }

    [Fact]
    public async Task Connections_TooMany_AreClosedAtOnce()
    {
        await using var server = new TestServer(options => options with { Limits = new OpcUaServerLimits { Connections = 1 } });
        await using var first = await RawClient.OpenAsync(server);

        await Assert.ThrowsAnyAsync<IOException>(() => RawClient.OpenAsync(server));

        Assert.Equal(1, server.Counters.Refused[ServerBound.Connections]);
    }

    private static Task<RawClient> SecureAsync(TestServer server) =>
        RawClient.OpenAsync(server, SecurityPolicy.Basic256Sha256, MessageSecurityMode.SignAndEncrypt);
}
