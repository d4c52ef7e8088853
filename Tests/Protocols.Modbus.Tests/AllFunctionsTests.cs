using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Tests;

/// <summary>Our client against our server over a real socket, each function at its smallest and its largest.</summary>
public class AllFunctionsTests
{
    private const byte Unit = ClientAndServer.Unit;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 9)]
    [InlineData(63536, ModbusLimits.MaxReadBits)]
    public async Task Bits_Read_AreTheDevices(ushort address, int quantity)
    {
        await using var pair = await ClientAndServer.StartAsync();
        var expected = Bits(quantity);
        expected.CopyTo(pair.Device.Coils, address);
        expected.Select(b => !b).ToArray().CopyTo(pair.Device.DiscreteInputs, address);

        Assert.Equal(expected, await pair.Client.ReadCoilsAsync(Unit, address, quantity).Within());
        Assert.Equal(expected.Select(b => !b), await pair.Client.ReadDiscreteInputsAsync(Unit, address, quantity).Within());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(65411, ModbusLimits.MaxReadRegisters)]
    public async Task Registers_Read_AreTheDevices(ushort address, int quantity)
    {
        await using var pair = await ClientAndServer.StartAsync();
        var expected = Registers(quantity);
        expected.CopyTo(pair.Device.HoldingRegisters, address);
        expected.Reverse().ToArray().CopyTo(pair.Device.InputRegisters, address);

        Assert.Equal(expected, await pair.Client.ReadHoldingRegistersAsync(Unit, address, quantity).Within());
        Assert.Equal(expected.Reverse(), await pair.Client.ReadInputRegistersAsync(Unit, address, quantity).Within());
    }

    [Fact]
    public async Task SingleValues_Written_ReachTheDevice()
    {
        await using var pair = await ClientAndServer.StartAsync();
        await pair.Client.WriteSingleCoilAsync(Unit, 65535, true).Within();
        await pair.Client.WriteSingleRegisterAsync(Unit, 65535, 0xABCD).Within();
        Assert.True(pair.Device.Coils[65535]);
        Assert.Equal(0xABCD, pair.Device.HoldingRegisters[65535]);

        await pair.Client.WriteSingleCoilAsync(Unit, 65535, false).Within();
        Assert.False(pair.Device.Coils[65535]);
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(63568, ModbusLimits.MaxWriteCoils, ModbusLimits.MaxWriteRegisters)]
    public async Task MultipleValues_Written_ReachTheDevice(ushort address, int coils, int registers)
    {
        await using var pair = await ClientAndServer.StartAsync();
        await pair.Client.WriteMultipleCoilsAsync(Unit, address, Bits(coils)).Within();
        await pair.Client.WriteMultipleRegistersAsync(Unit, address, Registers(registers)).Within();
        Assert.Equal(Bits(coils), pair.Device.Coils[address..(address + coils)]);
        Assert.Equal(Registers(registers), pair.Device.HoldingRegisters[address..(address + registers)]);
    }

    [Fact]
    public async Task Address_OutsideTheDevice_IsExceptionTwo()
    {
        await using var pair = await ClientAndServer.StartAsync(size: 10);
        var error = await Assert.ThrowsAsync<ModbusException>(() => pair.Client.ReadInputRegistersAsync(Unit, 5, 6).Within());
        Assert.Equal(ModbusError.ExceptionResponse, error.Error);
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, error.Code);
        Assert.Equal(FunctionCode.ReadInputRegisters, error.Function);
        Assert.Equal(6, (await pair.Client.ReadInputRegistersAsync(Unit, 4, 6).Within()).Length);
    }

    [Fact]
    public async Task Pipelined_ManyCallers_EachGetsItsOwn()
    {
        await using var pair = await ClientAndServer.StartAsync(clientOptions: ClientAndServer.PatientClient(maxOutstanding: 8));
        for (var i = 0; i < 65536; i++)
            pair.Device.InputRegisters[i] = (ushort)i;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async caller =>
        {
            for (var i = 0; i < 40; i++)
            {
                var address = (ushort)(caller * 1000 + i);
                var values = await pair.Client.ReadInputRegistersAsync(Unit, address, 3);
                Assert.Equal([address, (ushort)(address + 1), (ushort)(address + 2)], values);
            }
        })).Within();
        Assert.Equal(2000, pair.Client.Counters.Responses);
    }

    [Fact]
    public async Task Mask_Written_ChangesItsBitsOnly()
    {
        await using var pair = await ClientAndServer.StartAsync();
        pair.Device.HoldingRegisters[4] = 0x12;
        await pair.Client.MaskWriteRegisterAsync(Unit, 4, 0xF2, 0x25).Within();
        Assert.Equal(0x17, pair.Device.HoldingRegisters[4]);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(65411, ModbusLimits.MaxReadRegisters, ModbusLimits.MaxReadWriteWriteRegisters)]
    public async Task ReadWrite_OverlappingRanges_ReadsWhatItWrote(ushort address, int read, int written)
    {
        await using var pair = await ClientAndServer.StartAsync();
        var destination = new ushort[read];
        await pair.Client.ReadWriteMultipleRegistersAsync(Unit, address, destination, address, Registers(written)).Within();
        Assert.Equal(Registers(written), destination[..written]);
        Assert.Equal(Registers(written), pair.Device.HoldingRegisters[address..(address + written)]);
    }

    [Fact]
    public async Task CombinedFunctions_OutsideTheDevice_AreExceptionTwoAndWriteNothing()
    {
        await using var pair = await ClientAndServer.StartAsync(size: 10);
        Func<Task>[] requests =
        [
            () => pair.Client.MaskWriteRegisterAsync(Unit, 10, 0, 1).AsTask(),
            () => pair.Client.ReadWriteMultipleRegistersAsync(Unit, 9, new ushort[2], 0, new ushort[] { 7 }).AsTask(),
            () => pair.Client.ReadWriteMultipleRegistersAsync(Unit, 0, new ushort[1], 9, new ushort[] { 7, 7 }).AsTask(),
        ];
        foreach (var request in requests)
            Assert.Equal(ModbusExceptionCode.IllegalDataAddress, (await Assert.ThrowsAsync<ModbusException>(() => request().Within())).Code);
        Assert.All(pair.Device.HoldingRegisters, value => Assert.Equal(0, value));
    }

    private static bool[] Bits(int count) => [.. Enumerable.Range(0, count).Select(i => i * 7 % 3 == 0)];

    private static ushort[] Registers(int count) => [.. Enumerable.Range(0, count).Select(i => (ushort)(i * 40503 + 1))];
}
