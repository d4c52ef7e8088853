using System.Net.Sockets;
using Faultline.Protocols.Modbus.Server;
using Microsoft.Extensions.Time.Testing;

namespace Faultline.Protocols.Modbus.Tests.Server;

/// <summary>Connections: how many, how long, how they end.</summary>
public class ConnectionHandlingTests
{
    private const string ReadOne = "00 01 00 00 00 06 01 04 00 00 00 01";
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Connection_BeyondTheLimit_IsClosedAtOnce()
    {
        await using var pair = await ClientAndServer.StartAsync(new ModbusTcpServerOptions { Port = 0, MaxConnections = 1 });
        await pair.Client.ReadCoilsAsync(1, 0, 1).Within();
        using var refused = await RawClient.ConnectAsync(pair.Server);
        Assert.True(await refused.ClosedByServerAsync());
        Assert.Equal(1, pair.Server.Counters.RejectedConnections);
        Assert.Equal(1, pair.Server.Counters.Connections);
        await pair.Client.ReadCoilsAsync(1, 0, 1).Within();
    }

    [Fact]
    public async Task Connection_WithoutAWholeRequest_IsClosedAfterTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        await using var pair = await ClientAndServer.StartAsync(
            new ModbusTcpServerOptions { Port = 0, IdleTimeout = Idle, TimeProvider = time });
        using var client = await RawClient.ConnectAsync(pair.Server);
        await client.AskAsync(ReadOne, 11);
        time.Advance(Idle / 2);
        await client.AskAsync(ReadOne, 11);
        time.Advance(Idle / 2);
        await client.AskAsync(ReadOne, 11);
        await client.SendAsync("00 01 00");
        time.Advance(Idle);
        Assert.True(await client.ClosedByServerAsync());
        await pair.Client.Closed.Within();
        Assert.Equal(2, pair.Server.Counters.IdleConnections);
    }

    [Fact]
    public async Task Drop_OfOneUnit_LeavesTheOthersConnected()
    {
        var devices = new Dictionary<byte, IModbusDevice> { [1] = new MemoryModbusDevice(1), [2] = new MemoryModbusDevice(1) };
        await using var server = new ModbusTcpServer(devices, new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        await using var first = await DeviceTests.ConnectAsync(server);
        await using var second = await DeviceTests.ConnectAsync(server);
        await first.ReadCoilsAsync(1, 0, 1).Within();
        await second.ReadCoilsAsync(2, 0, 1).Within();

        Assert.Equal(1, server.DropConnections(2));
        await second.Closed.Within();
        await first.ReadCoilsAsync(1, 0, 1).Within();
        await using var again = await DeviceTests.ConnectAsync(server);
        await again.ReadCoilsAsync(2, 0, 1).Within();

        server.DropConnections();
        await first.Closed.Within();
        await again.Closed.Within();
    }

    [Fact]
    public async Task Stop_WithARequestUnderWay_AnswersItFirst()
    {
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var server = DeviceTests.Serve(new ScriptedDevice(async _ =>
        {
            started.TrySetResult();
            await release.Task;
            return ModbusExceptionCode.None;
        }));
        await using var client = await DeviceTests.ConnectAsync(server);
        var reading = client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await started.Task.Within();
        var stopping = server.StopAsync();
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        Assert.Equal([0x0102], await reading.Within());
        await stopping.Within();
        await client.Closed.Within();
        Assert.Equal(0, server.Counters.Connections);
    }

    [Fact]
    public async Task Stop_WhosePatienceEnds_CutsTheRequest()
    {
        var started = new TaskCompletionSource();
        await using var server = DeviceTests.Serve(new ScriptedDevice(async ct =>
        {
            started.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return ModbusExceptionCode.None;
        }));
        await using var client = await DeviceTests.ConnectAsync(server);
        var reading = client.ReadInputRegistersAsync(1, 0, 1).AsTask();
        await started.Task.Within();
        using var patience = new CancellationTokenSource();
        var stopping = server.StopAsync(patience.Token);
        await patience.CancelAsync();
        await stopping.Within();
        var error = await Assert.ThrowsAsync<ModbusException>(() => reading.Within());
        Assert.Equal(ModbusError.ConnectionLost, error.Error);
    }

    [Fact]
    public async Task Stop_WithIdleConnections_EndsThem()
    {
        await using var pair = await ClientAndServer.StartAsync();
        await pair.Client.ReadCoilsAsync(1, 0, 1).Within();
        await pair.Server.StopAsync().Within();
        await pair.Client.Closed.Within();
        await pair.Server.StopAsync().Within();
    }

    [Fact]
    public async Task Start_OnATakenPort_NamesIt()
    {
        await using var pair = await ClientAndServer.StartAsync();
        await using var second = new ModbusTcpServer(
            new Dictionary<byte, IModbusDevice>(), new ModbusTcpServerOptions { Port = pair.Server.Port });
        var error = Assert.Throws<SocketException>(second.Start);
        Assert.Contains($"127.0.0.1:{pair.Server.Port}", error.Message, StringComparison.Ordinal);
        Assert.Equal(SocketError.AddressAlreadyInUse, error.SocketErrorCode);
    }

    [Fact]
    public void Rejects_OptionsOutsideTheirRanges()
    {
        ModbusTcpServerOptions[] wrong =
        [
            new() { Port = -1 },
            new() { Port = 65536 },
            new() { MaxConnections = 0 },
            new() { IdleTimeout = TimeSpan.Zero },
        ];
        Assert.All(wrong, o => Assert.Throws<ArgumentOutOfRangeException>(
            () => new ModbusTcpServer(new Dictionary<byte, IModbusDevice>(), o)));
    }
}
