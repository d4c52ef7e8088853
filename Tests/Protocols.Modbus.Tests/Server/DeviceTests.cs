using Faultline.Protocols.Modbus.Client;
using Faultline.Protocols.Modbus.Server;

namespace Faultline.Protocols.Modbus.Tests.Server;

/// <summary>What a device does, and what the client sees of it.</summary>
public class DeviceTests
{
    [Theory]
    [InlineData(ModbusExceptionCode.IllegalFunction)]
    [InlineData(ModbusExceptionCode.IllegalDataAddress)]
    [InlineData(ModbusExceptionCode.IllegalDataValue)]
    [InlineData(ModbusExceptionCode.ServerDeviceFailure)]
    [InlineData(ModbusExceptionCode.ServerDeviceBusy)]
    [InlineData(ModbusExceptionCode.GatewayTargetFailedToRespond)]
    public async Task Device_ThatRefuses_IsQuoted(ModbusExceptionCode code)
    {
        await using var server = Serve(new ScriptedDevice(_ => new(code)));
        await using var client = await ConnectAsync(server);
        var error = await Assert.ThrowsAsync<ModbusException>(() => client.ReadInputRegistersAsync(1, 0, 1).Within());
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Device_ThatThrows_IsADeviceFailureAndReported(bool atOnce)
    {
        var reported = new TaskCompletionSource<(byte Unit, Exception Error)>();
        await using var server = Serve(
            new ScriptedDevice(async _ =>
            {
                if (!atOnce)
                    await Task.Yield();
                throw new InvalidOperationException("sensor gone");
            }),
            new ModbusTcpServerOptions { Port = 0, DeviceFailed = (unit, e) => reported.TrySetResult((unit, e)) });
        await using var client = await ConnectAsync(server);
        var error = await Assert.ThrowsAsync<ModbusException>(() => client.ReadInputRegistersAsync(1, 0, 1).Within());
        Assert.Equal(ModbusExceptionCode.ServerDeviceFailure, error.Code);
        var (unit, cause) = await reported.Task.Within();
        Assert.Equal((1, "sensor gone"), (unit, cause.Message));
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Device_ThatImplementsOneTable_RefusesTheOthersAsIllegalFunctions()
    {
        await using var server = Serve(new ScriptedDevice(_ => new(ModbusExceptionCode.None)));
        await using var client = await ConnectAsync(server);
        Assert.Equal([0x0102, 0x0102], await client.ReadInputRegistersAsync(1, 0, 2).Within());
        Func<Task>[] others =
        [
            () => client.ReadCoilsAsync(1, 0, 1).AsTask(),
            () => client.ReadDiscreteInputsAsync(1, 0, 1).AsTask(),
            () => client.ReadHoldingRegistersAsync(1, 0, 1).AsTask(),
            () => client.WriteSingleCoilAsync(1, 0, true).AsTask(),
            () => client.WriteSingleRegisterAsync(1, 0, 1).AsTask(),
            () => client.WriteMultipleCoilsAsync(1, 0, new bool[1]).AsTask(),
            () => client.WriteMultipleRegistersAsync(1, 0, new ushort[1]).AsTask(),
            () => client.MaskWriteRegisterAsync(1, 0, 0, 0).AsTask(),
            () => client.ReadWriteMultipleRegistersAsync(1, 0, new ushort[1], 0, new ushort[1]).AsTask(),
            () => client.ReadDeviceIdentificationAsync(1).AsTask(),
        ];
        foreach (var request in others)
            Assert.Equal(ModbusExceptionCode.IllegalFunction, (await Assert.ThrowsAsync<ModbusException>(() => request().Within())).Code);
    }

    [Fact]
    public async Task Device_ThatAnswersLater_HoldsUpItsConnectionOnly()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new ModbusTcpServer(
            new Dictionary<byte, IModbusDevice>
            {
                [1] = new ScriptedDevice(async _ =>
                {
                    await release.Task;
                    return ModbusExceptionCode.None;
                }),
                [2] = new MemoryModbusDevice(1),
            },
            new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        await using var slow = await ConnectAsync(server);
        await using var quick = await ConnectAsync(server);
        var waiting = slow.ReadInputRegistersAsync(1, 0, 1).AsTask();
        Assert.Equal([0], await quick.ReadInputRegistersAsync(2, 0, 1).Within());
        Assert.False(waiting.IsCompleted);
        release.SetResult();
        Assert.Equal([0x0102], await waiting.Within());
    }

    internal static ModbusTcpServer Serve(IModbusDevice device, ModbusTcpServerOptions? options = null)
    {
        var server = new ModbusTcpServer(
            new Dictionary<byte, IModbusDevice> { [1] = device }, options ?? new ModbusTcpServerOptions { Port = 0 });
        server.Start();
        return server;
    }

    internal static Task<ModbusTcpClient> ConnectAsync(ModbusTcpServer server) =>
        ModbusTcpClient.ConnectAsync("127.0.0.1", server.Port, ClientAndServer.PatientClient()).Within();
}
