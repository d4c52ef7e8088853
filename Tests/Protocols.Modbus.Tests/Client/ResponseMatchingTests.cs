using Faultline.Protocols.Modbus.Client;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>Which answer belongs to which request, and what an answer must look like.</summary>
public class ResponseMatchingTests
{
    [Fact]
    public async Task Request_OnTheWire_IsTheGuidesFrame()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadInputRegistersAsync(2, 8, 1).AsTask();
        var (id, request) = await peer.TakeAsync();
        Assert.Equal("02 04 00 08 00 01", request);
        await peer.AnswerAsync(id, "02 04 02 00 0A");
        Assert.Equal([10], await reading.Within());
    }

    [Fact]
    public async Task Answer_ByteByByte_IsTaken()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadHoldingRegistersAsync(1, 0, 2).AsTask();
        var (id, _) = await peer.TakeAsync();
        foreach (var b in ScriptedPeer.Frame(id, "01 03 04 12 34 56 78"))
            await peer.SendAsync([b]);
        Assert.Equal([0x1234, 0x5678], await reading.Within());
    }

    [Fact]
    public async Task Answer_WithUnknownTransactionId_IsDroppedAndCounted()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var (id, _) = await peer.TakeAsync();
        await peer.AnswerAsync((ushort)(id + 1), "01 04 02 FF FF");
        await peer.AnswerAsync(id, "01 04 02 00 07");
        Assert.Equal([7], await reading.Within());
        Assert.Equal(new ModbusClientCounters(1, 0, 0, 1), peer.Client.Counters);
    }

    [Fact]
    public async Task Answers_OutOfOrder_ReachTheirRequests()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(ClientAndServer.PatientClient(maxOutstanding: 3));
        var readings = Enumerable.Range(0, 3).Select(i => peer.Client.ReadInputRegistersAsync(1, (ushort)i, 1).AsTask()).ToArray();
        var ids = new ushort[3];
        for (var i = 0; i < 3; i++)
        {
            (ids[i], var request) = await peer.TakeAsync();
            Assert.Equal($"01 04 00 0{i} 00 01", request);
        }

        foreach (var i in new[] { 2, 0, 1 })
        {
            await peer.AnswerAsync(ids[i], $"01 04 02 00 0{i}");
            Assert.Equal([(ushort)i], await readings[i].Within());
        }
    }

    [Fact]
    public async Task Answers_TwoInOneSegment_ReachTheirRequests()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(ClientAndServer.PatientClient(maxOutstanding: 2));
        var first = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var second = peer.Client.ReadInputRegistersAsync(1, 1, 1).AsTask();
        var (a, _) = await peer.TakeAsync();
        var (b, _) = await peer.TakeAsync();
        await peer.SendAsync([.. ScriptedPeer.Frame(a, "01 04 02 00 0A"), .. ScriptedPeer.Frame(b, "01 04 02 00 0B")]);
        Assert.Equal([10], await first.Within());
        Assert.Equal([11], await second.Within());
    }

    [Fact]
    public async Task Request_BeyondTheOutstandingLimit_WaitsForAnAnswer()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var first = peer.Client.WriteSingleRegisterAsync(1, 1, 1).AsTask();
        var second = peer.Client.WriteSingleRegisterAsync(1, 2, 2).AsTask();
        var (a, request) = await peer.TakeAsync();
        Assert.Equal("01 06 00 01 00 01", request);
        await peer.AnswerAsync(a, request);
        await first.Within();
        var (b, next) = await peer.TakeAsync();
        Assert.Equal("01 06 00 02 00 02", next);
        await peer.AnswerAsync(b, next);
        await second.Within();
    }

    [Theory]
    [InlineData("02 04 02 00 0A", "answer of unit 2 to a request to unit 1")]
    [InlineData("01 03 02 00 0A", "function code 3 to a request with function code 4")]
    [InlineData("01 83 02", "function code 131 to a request with function code 4")]
    [InlineData("01 84", "function code 132 to a request with function code 4")]
    [InlineData("01 04 04 00 0A 00 0B", "byte count is 4, 2 expected")]
    [InlineData("01 04 02 00", "PDU has 3 bytes, 4 expected")]
    [InlineData("01 04 02 00 0A 00", "PDU has 5 bytes, 4 expected")]
    public async Task Answer_ThatDoesNotFit_FailsItsRequestOnly(string answer, string message)
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var destination = new ushort[] { 0xEEEE };
        var reading = peer.Client.ReadInputRegistersAsync(1, 0, destination).AsTask();
        var (id, _) = await peer.TakeAsync();
        await peer.AnswerAsync(id, answer);
        var error = await Assert.ThrowsAsync<ModbusException>(() => reading.Within());
        Assert.Equal(ModbusError.InvalidResponse, error.Error);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(0xEEEE, destination[0]);

        var next = peer.Client.ReadInputRegistersAsync(1, 0, destination).AsTask();
        (id, _) = await peer.TakeAsync();
        await peer.AnswerAsync(id, "01 04 02 00 0A");
        await next.Within();
        Assert.Equal(10, destination[0]);
    }

    [Theory]
    [InlineData("01 84 01", ModbusExceptionCode.IllegalFunction)]
    [InlineData("01 84 02", ModbusExceptionCode.IllegalDataAddress)]
    [InlineData("01 84 03", ModbusExceptionCode.IllegalDataValue)]
    [InlineData("01 84 04", ModbusExceptionCode.ServerDeviceFailure)]
    [InlineData("01 84 05", ModbusExceptionCode.Acknowledge)]
    [InlineData("01 84 06", ModbusExceptionCode.ServerDeviceBusy)]
    [InlineData("01 84 07", ModbusExceptionCode.NegativeAcknowledge)]
    [InlineData("01 84 08", ModbusExceptionCode.MemoryParityError)]
    [InlineData("01 84 09", (ModbusExceptionCode)9)]
    [InlineData("01 84 0A", ModbusExceptionCode.GatewayPathUnavailable)]
    [InlineData("01 84 0B", ModbusExceptionCode.GatewayTargetFailedToRespond)]
    [InlineData("01 84 7F", (ModbusExceptionCode)0x7F)]
    public async Task Answer_Exception_CarriesItsCode(string answer, ModbusExceptionCode code)
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var (id, _) = await peer.TakeAsync();
        await peer.AnswerAsync(id, answer);
        var error = await Assert.ThrowsAsync<ModbusException>(() => reading.Within());
        Assert.Equal((ModbusError.ExceptionResponse, FunctionCode.ReadInputRegisters, code), (error.Error, error.Function, error.Code));
        Assert.True(peer.Client.IsConnected);
    }
}
