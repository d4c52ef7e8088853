using Faultline.Protocols.OpcUa.Encoding;
using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Server;
using Faultline.Protocols.OpcUa.Server.Sessions;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.Server;

public sealed class IdentityTests
{
    private static readonly SecurityPolicy Policy = SecurityPolicy.Aes256Sha256RsaPss;

    [Fact]
    public async Task UserName_RightPassword_IsTheUser()
    {
        await using var server = new TestServer();
        await using var client = await CreatedAsync(server);

        Assert.IsType<ActivateSessionResponse>(await client.ActivateAsync(Password(client, "operator", "secret")));
    }

    [Theory]
    [InlineData("operator", "Secret")]
    [InlineData("nobody", "secret")]
    [InlineData("", "")]
    public async Task UserName_WrongUserOrPassword_IsRefusedAlike(string user, string password)
    {
        await using var server = new TestServer();
        await using var client = await CreatedAsync(server);

        var refusal = await client.ActivateAsync(Password(client, user, password));

        Assert.Equal(StatusCodes.BadUserAccessDenied, refusal.ResponseHeader.ServiceResult);
        Assert.Equal(1, server.Counters.Refused[ServerBound.Users]);
    }

    [Fact]
    public async Task UserName_SecretWithOldNonce_IsRefused()
    {
        await using var server = new TestServer();
        await using var client = await CreatedAsync(server);
        var old = Password(client, "operator", "secret");
        Assert.IsType<ActivateSessionResponse>(await client.ActivateAsync(old));

        Assert.Equal(StatusCodes.BadUserAccessDenied, (await client.ActivateAsync(old)).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task UserName_PasswordInTheClear_IsRefused()
    {
        await using var server = new TestServer();
        await using var client = await RawClient.OpenAsync(server);
        await client.CreateSessionAsync();
        var clear = UserSecret.Encrypt(SecurityPolicy.None, "username", "operator", "secret", null, []);

        Assert.Equal(StatusCodes.BadUserAccessDenied, (await client.ActivateAsync(clear)).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task UserName_GuessedTooOften_ConnectionEnds()
    {
        await using var server = new TestServer();
        await using var client = await CreatedAsync(server);
        for (var i = 0; i < 4; i++)
        {
            // A failed activation uses the nonce up; the client has no newer one, so it starts over.
            Assert.Equal(
                StatusCodes.BadUserAccessDenied, (await client.ActivateAsync(Password(client, "operator", "guess"))).ResponseHeader.ServiceResult);
            await client.CreateSessionAsync();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => client.ActivateAsync(Password(client, "operator", "guess")));
        await client.Ended.Within();
    }

    [Fact]
    public async Task Certificate_KnownWithItsKey_IsTheUser()
    {
        await using var server = new TestServer();
        await using var client = await CreatedAsync(server);
        var token = new X509IdentityToken { PolicyId = "certificate", CertificateData = TestServer.UserCertificate.RawData };
        var signature = SessionSignature.Sign(Policy, TestServer.UserCertificate, TestServer.Certificate.RawData, client.ServerNonce);

        Assert.IsType<ActivateSessionResponse>(await client.ActivateAsync(token, userSignature: signature));
    }

    [Fact]
    public async Task Certificate_WithoutItsKeyOrUnknown_IsRefused()
    {
        await using var server = new TestServer();
        await using var client = await CreatedAsync(server);
        var known = new X509IdentityToken { PolicyId = "certificate", CertificateData = TestServer.UserCertificate.RawData };
        var forged = SessionSignature.Sign(Policy, RawClient.Certificate, TestServer.Certificate.RawData, client.ServerNonce);
        Assert.Equal(StatusCodes.BadUserSignatureInvalid, (await client.ActivateAsync(known, userSignature: forged)).ResponseHeader.ServiceResult);

        await client.CreateSessionAsync();
        var unknown = new X509IdentityToken { PolicyId = "certificate", CertificateData = RawClient.Certificate.RawData };
        var signature = SessionSignature.Sign(Policy, RawClient.Certificate, TestServer.Certificate.RawData, client.ServerNonce);
        Assert.Equal(StatusCodes.BadIdentityTokenRejected, (await client.ActivateAsync(unknown, userSignature: signature)).ResponseHeader.ServiceResult);
    }

    [Fact]
    public async Task Anonymous_NotAllowed_IsRefusedAndNotOffered()
    {
        var users = new UserList();
        users.Add(new OpcUaUser("operator"), "secret");
        await using var server = new TestServer(options => options with { Users = users });
        await using var client = await RawClient.OpenAsync(server);
        await client.CreateSessionAsync();

        Assert.Equal(StatusCodes.BadIdentityTokenInvalid, (await client.ActivateAsync()).ResponseHeader.ServiceResult);
        Assert.All(client.Created!.ServerEndpoints, endpoint =>
            Assert.Equal(UserTokenType.UserName, Assert.Single(endpoint.UserIdentityTokens).TokenType));
    }

    [Fact]
    public async Task Rights_ReaderWritesOrCalls_IsRefused()
    {
        var users = new UserList { AnonymousUser = OpcUaUser.AnonymousReader };
        await using var server = new TestServer(options => options with { Users = users });
        await using var client = await RawClient.LogInAsync(server);

        var write = await client.AskAsync<WriteResponse>(new WriteRequest
        {
            NodesToWrite = [new WriteValue { NodeId = TestServer.Setpoint, AttributeId = AttributeIds.Value, Value = new DataValue { Value = Variant.From(1.0) } }],
        });
        var call = await client.AskAsync<CallResponse>(new CallRequest
        {
            MethodsToCall = [new CallMethodRequest { ObjectId = TestServer.Machine, MethodId = TestServer.Add, InputArguments = [Variant.From(1.0), Variant.From(1.0)] }],
        });

        Assert.Equal(StatusCodes.BadUserAccessDenied, Assert.Single(write.Results));
        Assert.Equal(StatusCodes.BadUserAccessDenied, Assert.Single(call.Results).StatusCode);
    }

    private static async Task<RawClient> CreatedAsync(TestServer server)
    {
        server.Trust(RawClient.Certificate);
        var client = await RawClient.OpenAsync(server, Policy, MessageSecurityMode.SignAndEncrypt);
        Assert.IsType<CreateSessionResponse>(await client.CreateSessionAsync());
        return client;
    }

    private static UserNameIdentityToken Password(RawClient client, string user, string password) =>
        UserSecret.Encrypt(Policy, "username", user, password, TestServer.Certificate, client.ServerNonce);
}
