using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Server;
using Faultline.Protocols.Modbus.Tests.Client;
using Faultline.Protocols.Modbus.Tests.Server;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.Modbus.Tests;

/// <summary>RTU framing over a real socket, as behind a serial gateway.</summary>
public class RtuTests
{
    private const byte Unit = ClientAndServer.Unit;
    private static ModbusTcpServerOptions Server => new() { Port = 0, Framing = ModbusFraming.Rtu };

    [Fact]
    public async Task Functions_AllOfThem_WorkAsOverMbap()
    {
        await using var pair = await ClientAndServer.StartAsync(Server, Client(), identification: DeviceIdentification.Create("v", "p", "r"));
        var (client, device) = (pair.Client, pair.Device);
        await client.WriteSingleCoilAsync(Unit, 1, true).Within();
        await client.WriteMultipleCoilsAsync(Unit, 8, new[] { true, false, true }).Within();
        await client.WriteSingleRegisterAsync(Unit, 1, 0xABCD).Within();
        await client.WriteMultipleRegistersAsync(Unit, 8, new ushort[] { 1, 2, 3 }).Within();
        await client.MaskWriteRegisterAsync(Unit, 8, 0xFFF0, 7).Within();
        Assert.Equal(new[] { false, true }, await client.ReadCoilsAsync(Unit, 0, 2).Within());
        Assert.Equal([true, false, true], device.Coils[8..11]);
        Assert.Equal([0xABCD], await client.ReadHoldingRegistersAsync(Unit, 1, 1).Within());
        var read = new ushort[125];
        await client.ReadWriteMultipleRegistersAsync(Unit, 8, read, 10, new ushort[] { 9 }).Within();
        Assert.Equal([7, 2, 9], read[..3]);
        Assert.Equal(2000, (await client.ReadDiscreteInputsAsync(Unit, 0, 2000).Within()).Length);
        Assert.Equal(125, (await client.ReadInputRegistersAsync(Unit, 0, 125).Within()).Length);
        Assert.Equal("v", (await client.ReadDeviceIdentificationAsync(Unit).Within()).Text(DeviceObjectId.VendorName));
        var error = await Assert.ThrowsAsync<ModbusException>(() => client.ReadInputRegistersAsync(9, 0, 1).Within());
        Assert.Equal(ModbusExceptionCode.GatewayTargetFailedToRespond, error.Code);
    }

    [Fact]
    public async Task Exchange_OnTheWire_IsUnitPduAndChecksum()
    {
        await using var pair = await ClientAndServer.StartAsync(Server, Client());
        pair.Device.InputRegisters[0] = 0x1234;
        using var raw = await RawClient.ConnectAsync(pair.Server);
        Assert.Equal("01 04 02 12 34 B4 47", await raw.AskAsync("01 04 00 00 00 01 31 CA", 7));
        Assert.Equal("01 91 01 8C 50", await raw.AskAsync("01 11 C0 2C", 5));
    }

    [Fact]
    public async Task Request_WithAWrongChecksum_EndsTheConnection()
    {
        await using var pair = await ClientAndServer.StartAsync(Server, Client());
        using var raw = await RawClient.ConnectAsync(pair.Server);
        await raw.SendAsync("01 04 00 00 00 01 31 CB");
        Assert.True(await raw.ClosedByServerAsync());
        Assert.Equal(1, pair.Server.Counters.InvalidFrames);
    }

    [Fact]
    public async Task Broadcast_Write_ReachesEveryDeviceAndIsNotAnswered()
    {
        var devices = new[] { new MemoryModbusDevice(2), new MemoryModbusDevice(2) };
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusDevice> { [1] = devices[0], [2] = devices[1] }, Server);
        server.Start();
        using var raw = await RawClient.ConnectAsync(server);
        // Write register 1 = 7 to all, then a read by all, which is dropped, then a read by unit 2: its answer is the first that comes.
        await raw.SendAsync(WithChecksum("00 06 00 01 00 07") + WithChecksum("00 03 00 01 00 01"));
        Assert.Equal(WithChecksum("02 03 02 00 07"), await raw.AskAsync(WithChecksum("02 03 00 01 00 01"), 7));
        Assert.All(devices, device => Assert.Equal(7, device.HoldingRegisters[1]));
    }

    [Fact]
    public async Task Client_AskingAllUnits_IsRefusedAtOnce()
    {
        await using var pair = await ClientAndServer.StartAsync(Server, Client());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pair.Client.ReadInputRegistersAsync(0, 0, 1).Within());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => pair.Client.ReadAsync(new[] { ReadBlock.InputRegisters(0, 0, new ushort[1]) }).Within());
    }

    [Fact]
    public async Task Timeout_EndsTheConnection_SinceALateAnswerCouldPassForTheNext()
    {
        var time = new FakeTimeProvider();
        await using var peer = await ScriptedPeer.ConnectAsync(new ModbusTcpClientOptions { Framing = ModbusFraming.Rtu, TimeProvider = time });
        var first = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var second = peer.Client.ReadInputRegistersAsync(1, 9, 1).AsTask();
        Assert.Equal("01 04 00 00 00 01 31 CA", Hex.Text(await peer.ReceiveAsync(8)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ModbusError.Timeout, (await Assert.ThrowsAsync<ModbusException>(() => first.Within())).Error);
        Assert.Equal(ModbusError.ConnectionLost, (await Assert.ThrowsAsync<ModbusException>(() => second.Within())).Error);
        Assert.True(await peer.ClosedByClientAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancellation_AfterSending_EndsTheConnection(bool blocks)
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Client());
        using var cancel = new CancellationTokenSource();
        var reading = blocks
            ? peer.Client.ReadAsync(new[] { ReadBlock.InputRegisters(1, 0, new ushort[1]) }, cancel.Token).AsTask()
            : peer.Client.ReadInputRegistersAsync(1, 0, new ushort[1], cancel.Token).AsTask();
        await peer.ReceiveAsync(8);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Within());
        Assert.True(await peer.ClosedByClientAsync());
    }

    [Fact]
    public async Task Answer_WithoutARequest_IsDroppedAndCounted()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Client());
        var first = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await peer.ReceiveAsync(8);
        await peer.SendAsync(Hex.Bytes(WithChecksum("01 04 02 00 05") + WithChecksum("01 04 02 BA AD")));
        Assert.Equal([5], await first.Within());
        var second = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await peer.ReceiveAsync(8);
        await peer.SendAsync(Hex.Bytes(WithChecksum("01 04 02 00 06")));
        Assert.Equal([6], await second.Within());
        Assert.Equal(new ModbusClientCounters(2, 0, 0, 1), peer.Client.Counters);
    }

    [Fact]
    public async Task Answer_WithAWrongChecksum_EndsTheConnection()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(Client());
        var reading = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await peer.ReceiveAsync(8);
        await peer.SendAsync(Hex.Bytes("01 04 02 00 05 00 00"));
        var error = await Assert.ThrowsAsync<ModbusException>(() => reading.Within());
        Assert.Equal(ModbusError.ConnectionLost, error.Error);
        Assert.Contains("function code 4 whose checksum or length does not fit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_SeveralInFlight()
    {
        var options = new ModbusTcpClientOptions { Framing = ModbusFraming.Rtu, MaxOutstanding = 2 };
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ModbusTcpClient.ConnectAsync("127.0.0.1", 1, options).Within());
    }

    private static ModbusTcpClientOptions Client() => new() { Framing = ModbusFraming.Rtu, RequestTimeout = TimeSpan.FromMinutes(5) };

    private static string WithChecksum(string frame)
    {
        var crc = Crc16.Of(Hex.Bytes(frame));
        return $"{frame} {Hex.Text([(byte)crc, (byte)(crc >> 8)])}";
    }
}
