using Faultline.Protocols.OpcUa.SecureChannel;
using Faultline.Protocols.OpcUa.Services;

namespace Faultline.Protocols.OpcUa.Tests.SecureChannel;

public sealed class ChannelTests
{
    public static TheoryData<string, MessageSecurityMode> Securities => new()
    {
        { "None", MessageSecurityMode.None },
        { "Basic256Sha256", MessageSecurityMode.Sign }, { "Basic256Sha256", MessageSecurityMode.SignAndEncrypt },
        { "Aes128_Sha256_RsaOaep", MessageSecurityMode.Sign }, { "Aes128_Sha256_RsaOaep", MessageSecurityMode.SignAndEncrypt },
        { "Aes256_Sha256_RsaPss", MessageSecurityMode.Sign }, { "Aes256_Sha256_RsaPss", MessageSecurityMode.SignAndEncrypt },
    };

    private static SecurityPolicy Policy(string name) => SecurityPolicy.All.Single(policy => policy.Name == name);

    [Theory]
    [MemberData(nameof(Securities))]
    public async Task Messages_OfEveryLength_PassBothWays(string policy, MessageSecurityMode mode)
    {
        await using var pair = await ChannelPair.OpenAsync(Policy(policy), mode);
        // 0 to 40 meets every padding; the last two take several chunks.
        foreach (var length in Enumerable.Range(0, 40).Append(65_000).Append(300_000))
        {
            var text = new string('x', length);
            var request = await pair.ToServerAsync((uint)length + 1, new GetEndpointsRequest { EndpointUrl = text });
            Assert.Equal(text, request.EndpointUrl);
            var response = await pair.ToClientAsync((uint)length + 1, new FindServersResponse { Servers = [new ApplicationDescription { ProductUri = text }] });
            Assert.Equal(text, response.Servers[0].ProductUri);
        }
    }

    [Theory]
    [MemberData(nameof(Securities))]
    public async Task Renewal_UnderTraffic_LosesNothing(string policy, MessageSecurityMode mode)
    {
        const int Count = 300;
        await using var pair = await ChannelPair.OpenAsync(Policy(policy), mode);
        var serving = ServeAsync(pair.Server, Count);
        var receiving = ReceiveAllAsync(pair.Client, Count);
        for (var i = 0; i < Count; i++)
        {
            await pair.Client.SendAsync(pair.Client.NextRequestId(), new CancelRequest { RequestHandle = (uint)i }, CancellationToken.None).Within();
            if (i % 30 == 10)
                await pair.Client.RenewAsync(CancellationToken.None).Within();
        }

        await serving.Within();
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (uint)i), await receiving.Within());
    }

    [Fact]
    public async Task KeysLongerThan2048Bits_OpenAChannel()
    {
        await using var pair = await ChannelPair.OpenAsync(
            SecurityPolicy.Aes256Sha256RsaPss, MessageSecurityMode.SignAndEncrypt,
            client => client with { Certificate = TestCertificates.Long, ServerCertificate = TestCertificates.Long },
            server => server with { Certificate = TestCertificates.Long });

        Assert.Equal(5u, (await pair.ToServerAsync(1, new CancelRequest { RequestHandle = 5 })).RequestHandle);
    }

    [Fact]
    public async Task SequenceNumbers_WrapAround_UnderTraffic()
    {
        await using var pair = await ChannelPair.OpenAsync(SecurityPolicy.Basic256Sha256, MessageSecurityMode.SignAndEncrypt);
        pair.Client.SendNumbers = new SequenceNumbers(uint.MaxValue - 1026);
        pair.Server.ReceiveNumbers = new SequenceNumbers(uint.MaxValue - 1026);

        for (var i = 0u; i < 10; i++)
            Assert.Equal(i, (await pair.ToServerAsync(i, new CancelRequest { RequestHandle = i })).RequestHandle);
    }

    [Fact]
    public async Task Close_EndsTheServersReceiving()
    {
        await using var pair = await ChannelPair.OpenAsync(SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign);

        await pair.Client.CloseAsync().Within();

        Assert.Null(await pair.Server.ReceiveAsync(CancellationToken.None).Within());
    }

    [Fact]
    public async Task MessageLargerThanThePeerTakes_IsNotSent_AndTheChannelGoesOn()
    {
        await using var pair = await ChannelPair.OpenAsync(
            SecurityPolicy.Basic256Sha256, MessageSecurityMode.Sign, limits: new OpcUaLimits { ChunkSize = 8192, ChunkCount = 2 });

        var refused = await Assert.ThrowsAsync<OpcUaException>(
            () => pair.Client.SendAsync(1, new GetEndpointsRequest { EndpointUrl = new string('x', 20_000) }, CancellationToken.None).Within());

        Assert.Equal(StatusCodes.BadEncodingLimitsExceeded, refused.Status);
        Assert.Equal(5u, (await pair.ToServerAsync(2, new CancelRequest { RequestHandle = 5 })).RequestHandle);
    }

    private static async Task ServeAsync(ServerSecureChannel server, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var message = await server.ReceiveAsync(CancellationToken.None).Within();
            var request = Assert.IsType<CancelRequest>(message!.Decode());
            await server.SendAsync(message.RequestId, new CancelResponse { CancelCount = request.RequestHandle }, CancellationToken.None).Within();
        }
    }

    private static async Task<List<uint>> ReceiveAllAsync(ClientSecureChannel client, int count)
    {
        var received = new List<uint>();
        while (received.Count < count)
        {
            using var message = await client.ReceiveAsync(CancellationToken.None).Within();
            received.Add(Assert.IsType<CancelResponse>(message!.Decode()).CancelCount);
        }

        return received;
    }
}
