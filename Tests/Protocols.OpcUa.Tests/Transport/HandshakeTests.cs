using Faultline.Protocols.OpcUa.Transport;

namespace Faultline.Protocols.OpcUa.Tests.Transport;

public sealed class HandshakeTests
{
    private const string Url = "opc.tcp://127.0.0.1:4840/x";

    [Fact]
    public async Task Sizes_AreTheSmallerOfBothSides()
    {
        var (clientStream, serverStream) = await LoopbackPair.ConnectAsync();
        var accepting = OpcUaTransport.AcceptAsync(serverStream, new OpcUaLimits { ChunkSize = 9000, ChunkCount = 7 }, CancellationToken.None);
        await using var client = await OpcUaTransport.ConnectAsync(
            clientStream, Url, new OpcUaLimits { ChunkSize = 20_000, MessageSize = 50_000 }, CancellationToken.None).Within();
        await using var server = await accepting.Within();

        Assert.Equal((9000, 9000, 7L), (client.SendChunkSize, client.ReceiveChunkSize, client.SendChunkCount));
        Assert.Equal((9000, 9000, 50_000L), (server.SendChunkSize, server.ReceiveChunkSize, server.SendMessageSize));
        Assert.Equal(Url, server.EndpointUrl);
    }

    // Golden bytes of §7.1.2.3 and §7.1.2.4, byte by byte, so that every split of the Hello is met.
    [Fact]
    public async Task Hello_ByteByByte_IsAcknowledged()
    {
        var (client, serverStream) = await LoopbackPair.ConnectAsync();
        await using var closing = client;
        var accepting = OpcUaTransport.AcceptAsync(serverStream, OpcUaLimits.Default, CancellationToken.None);
        foreach (var one in Hex.Bytes("48 45 4C 46 29 00 00 00 00 00 00 00 00 20 00 00 00 20 00 00 00 00 00 00 00 00 00 00 09 00 00 00 6F 70 63 2E 74 63 70 3A 78"))
            await client.WriteAsync(new[] { one }).Within();
        await using var server = await accepting.Within();

        Assert.Equal("opc.tcp:x", server.EndpointUrl);
        var answer = new byte[28];
        await client.ReadExactlyAsync(answer).Within();
        Assert.Equal("41 43 4B 46 1C 00 00 00 00 00 00 00 00 20 00 00 00 20 00 00 00 00 40 00 00 04 00 00", Hex.Text(answer));
    }

    [Theory]
    [InlineData("4D 53 47 46 08 00 00 00", 0x807E0000u)]
    [InlineData("47 45 54 20 2F 20 48 54", 0x807E0000u)]
    [InlineData("48 45 4C 46 FF FF FF 7F", 0x80800000u)]
    [InlineData("48 45 4C 46 20 00 00 00 00 00 00 00 00 01 00 00 00 20 00 00 00 00 00 00 00 00 00 00 FF FF FF FF", 0x80AC0000u)]
    public async Task WrongFirstMessage_IsAnsweredWithAnError(string bytes, uint status)
    {
        var (client, serverStream) = await LoopbackPair.ConnectAsync();
        await using var closing = client;
        var accepting = OpcUaTransport.AcceptAsync(serverStream, OpcUaLimits.Default, CancellationToken.None);
        await client.WriteAsync(Hex.Bytes(bytes)).Within();

        var refused = await Assert.ThrowsAsync<OpcUaException>(() => accepting.Within());

        Assert.Equal(new StatusCode(status), refused.Status);
        var answer = new byte[12];
        await client.ReadExactlyAsync(answer).Within();
        Assert.Equal("45 52 52 46", Hex.Text(answer.AsSpan(0, 4)));
        Assert.Equal(status, BitConverter.ToUInt32(answer, 8));
    }

    [Fact]
    public async Task ErrorInPlaceOfAcknowledge_IsReported()
    {
        var (clientStream, server) = await LoopbackPair.ConnectAsync();
        await using var closing = server;
        await server.WriteAsync(Hex.Bytes("45 52 52 46 12 00 00 00 00 00 7D 80 02 00 00 00 6E 6F")).Within();

        var refused = await Assert.ThrowsAsync<OpcUaException>(
            () => OpcUaTransport.ConnectAsync(clientStream, Url, OpcUaLimits.Default, CancellationToken.None).Within());

        Assert.Equal(StatusCodes.BadTcpServerTooBusy, refused.Status);
        Assert.EndsWith("no", refused.Message, StringComparison.Ordinal);
    }
}
