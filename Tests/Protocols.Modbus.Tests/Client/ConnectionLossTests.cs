using System.Net;
using System.Net.Sockets;
using Faultline.Protocols.Modbus.Client;

namespace Faultline.Protocols.Modbus.Tests.Client;

/// <summary>Connections that cannot be made, or end: every request under way hears of it once, and so does every later one.</summary>
public class ConnectionLossTests
{
    [Fact]
    public async Task Peer_ClosesInTheMiddleOfAFrame_FailsAllRequests()
    {
        await using var peer = await ScriptedPeer.ConnectAsync(ClientAndServer.PatientClient(maxOutstanding: 2));
        var outstanding = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        var alsoOutstanding = peer.Client.ReadInputRegistersAsync(1, 1, 1).AsTask();
        var queued = peer.Client.WriteSingleCoilAsync(1, 2, true).AsTask();
        var (id, _) = await peer.TakeAsync();
        await peer.TakeAsync();
        await peer.SendAsync(ScriptedPeer.Frame(id, "01 04 02 00 0A")[..9]);
        peer.Close();

        await AssertLost(outstanding, FunctionCode.ReadInputRegisters);
        await AssertLost(alsoOutstanding, FunctionCode.ReadInputRegisters);
        await AssertLost(queued, FunctionCode.WriteSingleCoil);
        await peer.Client.Closed.Within();
        Assert.False(peer.Client.IsConnected);
        await AssertLost(peer.Client.ReadCoilsAsync(1, 0, 1).AsTask(), FunctionCode.ReadCoils);
    }

    [Theory]
    [InlineData("48 54 54 50 2F 31 2E 31", "protocol id 21584, 0 expected")]
    [InlineData("00 01 00 00 01 00", "length 256, 2 to 254 expected")]
    [InlineData("00 01 00 00 00 00", "length 0, 2 to 254 expected")]
    public async Task Peer_ThatDoesNotSpeakModbus_IsLeft(string bytes, string message)
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await peer.TakeAsync();
        await peer.SendAsync(Hex.Bytes(bytes));
        var error = await AssertLost(reading, FunctionCode.ReadInputRegisters);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.True(await peer.ClosedByClientAsync());
    }

    [Fact]
    public async Task Client_Disposed_FailsRequestsUnderWay()
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var reading = peer.Client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await peer.TakeAsync();
        await peer.Client.DisposeAsync().Within();
        var error = await AssertLost(reading, FunctionCode.ReadInputRegisters);
        Assert.Contains("the client was disposed", error.Message, StringComparison.Ordinal);
        Assert.True(await peer.ClosedByClientAsync());
        await peer.Client.DisposeAsync().Within();
    }

    [Fact]
    public async Task Connect_Refused_IsConnectFailed()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var error = await Assert.ThrowsAsync<ModbusException>(() => ModbusTcpClient.ConnectAsync("127.0.0.1", port).Within());
        Assert.Equal(ModbusError.ConnectFailed, error.Error);
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.IsType<SocketException>(error.InnerException);
    }

    [Fact]
    public async Task Connect_Canceled_IsCanceled() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => ModbusTcpClient.ConnectAsync("127.0.0.1", 1, ct: new CancellationToken(canceled: true)).Within());

    [Theory]
    [InlineData(0, 0, "quantity 0 is outside 1 to 125")]
    [InlineData(0, 126, "quantity 126 is outside 1 to 125")]
    [InlineData(65535, 2, "address 65535 and quantity 2 end past 65535")]
    public async Task Range_OutsideTheLimits_IsRefusedWithValueLimitAndPlace(ushort address, int quantity, string message)
    {
        await using var peer = await ScriptedPeer.ConnectAsync();
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => peer.Client.ReadInputRegistersAsync(1, address, quantity).Within());
        Assert.Contains("ReadInputRegistersAsync: " + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_OptionsOutsideTheirRanges()
    {
        ModbusTcpClientOptions[] wrong =
        [
            new() { MaxOutstanding = 0 },
            new() { MaxOutstanding = ModbusTcpClientOptions.HighestMaxOutstanding + 1 },
            new() { MaxQueued = -1 },
            new() { RequestTimeout = TimeSpan.Zero },
            new() { ConnectTimeout = TimeSpan.FromDays(1) },
        ];
        foreach (var options in wrong)
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ModbusTcpClient.ConnectAsync("127.0.0.1", 1, options).Within());
    }

    private static async Task<ModbusException> AssertLost(Task request, FunctionCode function)
    {
        var error = await Assert.ThrowsAsync<ModbusException>(() => request.Within());
        Assert.Equal((ModbusError.ConnectionLost, function), (error.Error, error.Function));
        return error;
    }
}
