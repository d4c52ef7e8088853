using Faultline.Protocols.Modbus.Server;

namespace Faultline.Protocols.Modbus.Tests.Server;

/// <summary>What the server answers, byte for byte.</summary>
public class RequestHandlingTests
{
    private const string ReadOne = "00 01 00 00 00 06 01 04 00 00 00 01";

    [Fact]
    public async Task Request_Known_IsAnsweredWithItsTransactionAndUnit()
    {
        await using var pair = await ClientAndServer.StartAsync();
        pair.Device.InputRegisters[8] = 10;
        using var client = await RawClient.ConnectAsync(pair.Server);
        Assert.Equal("12 34 00 00 00 05 01 04 02 00 0A", await client.AskAsync("12 34 00 00 00 06 01 04 00 08 00 01", 11));
    }

    [Theory]
    [InlineData("00 01 00 00 00 02 01 07", "00 01 00 00 00 03 01 87 01")]
    [InlineData("00 01 00 00 00 02 01 00", "00 01 00 00 00 03 01 80 01")]
    [InlineData("00 01 00 00 00 02 01 83", "00 01 00 00 00 03 01 83 01")]
    [InlineData("00 01 00 00 00 03 01 04 00", "00 01 00 00 00 03 01 84 03")]
    [InlineData("00 01 00 00 00 06 01 04 00 00 00 7E", "00 01 00 00 00 03 01 84 03")]
    [InlineData("00 01 00 00 00 06 01 04 FF FF 00 02", "00 01 00 00 00 03 01 84 02")]
    [InlineData("00 01 00 00 00 06 01 05 00 00 12 34", "00 01 00 00 00 03 01 85 03")]
    [InlineData("00 01 00 00 00 09 01 10 00 00 00 01 04 00 01", "00 01 00 00 00 03 01 90 03")]
    [InlineData("00 01 00 00 00 06 02 04 00 00 00 01", "00 01 00 00 00 03 02 84 0B")]
    public async Task Request_ThatCannotBeServed_IsAnsweredWithAnException(string request, string answer)
    {
        await using var pair = await ClientAndServer.StartAsync();
        using var client = await RawClient.ConnectAsync(pair.Server);
        Assert.Equal(answer, await client.AskAsync(request, 9));
        Assert.Equal("00 01 00 00 00 05 01 04 02 00 00", await client.AskAsync(ReadOne, 11));
        Assert.Equal(1, pair.Server.Counters.ExceptionResponses);
        Assert.Equal(2, pair.Server.Counters.Requests);
    }

    [Fact]
    public async Task Requests_InOneSegmentAndAHalf_AreAnsweredInOrder()
    {
        await using var pair = await ClientAndServer.StartAsync();
        pair.Device.InputRegisters[1] = 7;
        using var client = await RawClient.ConnectAsync(pair.Server);
        var both = await client.AskAsync(ReadOne + "00 02 00 00 00 06 01 04 00 01 00 01 00 03 00 00", 22);
        Assert.Equal("00 01 00 00 00 05 01 04 02 00 00 00 02 00 00 00 05 01 04 02 00 07", both);
        Assert.Equal("00 03 00 00 00 05 01 04 02 00 07", await client.AskAsync("00 06 01 04 00 01 00 01", 11));
    }

    [Fact]
    public async Task Request_ByteByByte_IsAnswered()
    {
        await using var pair = await ClientAndServer.StartAsync();
        using var client = await RawClient.ConnectAsync(pair.Server);
        foreach (var b in ReadOne.Split(' '))
            await client.SendAsync(b);
        Assert.Equal("00 01 00 00 00 05 01 04 02 00 00", await client.ReceiveAsync(11));
    }

    [Fact]
    public async Task Client_ThatStopsSending_StillGetsItsAnswer()
    {
        await using var pair = await ClientAndServer.StartAsync();
        using var client = await RawClient.ConnectAsync(pair.Server);
        await client.SendAsync(ReadOne);
        client.FinishSending();
        Assert.Equal("00 01 00 00 00 05 01 04 02 00 00", await client.ReceiveAsync(11));
        Assert.True(await client.ClosedByServerAsync());
    }

    [Theory]
    [InlineData("00 01 00 01 00 06 01 04 00 00 00 01")]
    [InlineData("00 01 00 00 FF FF")]
    [InlineData("47 45 54 20 2F 20")]
    public async Task Bytes_ThatAreNotModbus_EndTheConnection(string bytes)
    {
        await using var pair = await ClientAndServer.StartAsync();
        using var client = await RawClient.ConnectAsync(pair.Server);
        await client.SendAsync(bytes);
        Assert.True(await client.ClosedByServerAsync());
        Assert.Equal(1, pair.Server.Counters.InvalidFrames);
    }

    [Fact]
    public async Task UnknownUnit_Ignored_IsNotAnswered()
    {
        await using var pair = await ClientAndServer.StartAsync(
            new ModbusTcpServerOptions { Port = 0, UnknownUnit = UnknownUnitBehavior.Ignore });
        using var client = await RawClient.ConnectAsync(pair.Server);
        Assert.Equal(
            "00 01 00 00 00 05 01 04 02 00 00", await client.AskAsync("00 00 00 00 00 06 63 04 00 00 00 01" + ReadOne, 11));
    }

    [Fact]
    public async Task UnknownUnit_PathUnavailable_IsExceptionTen()
    {
        await using var pair = await ClientAndServer.StartAsync(
            new ModbusTcpServerOptions { Port = 0, UnknownUnit = UnknownUnitBehavior.AnswerPathUnavailable });
        var error = await Assert.ThrowsAsync<ModbusException>(() => pair.Client.ReadCoilsAsync(99, 0, 1).Within());
        Assert.Equal(ModbusExceptionCode.GatewayPathUnavailable, error.Code);
    }
}
