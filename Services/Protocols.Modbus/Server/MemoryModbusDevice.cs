using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>A device that is four tables in memory, all starting at address 0. A request past a table's end is an illegal data address.</summary>
/// <param name="size">Items in each table, 1 to 65536.</param>
public sealed class MemoryModbusDevice(int size) : IModbusDevice
{
    private readonly Lock _gate = new();

    /// <summary>Coils; hold <see cref="Gate"/> to change several at once.</summary>
    public bool[] Coils { get; } = new bool[size];

    /// <summary>Discrete inputs.</summary>
    public bool[] DiscreteInputs { get; } = new bool[size];

    /// <summary>Holding registers.</summary>
    public ushort[] HoldingRegisters { get; } = new ushort[size];

    /// <summary>Input registers.</summary>
    public ushort[] InputRegisters { get; } = new ushort[size];

    /// <summary>What function 43/14 answers; null, the default, makes it an illegal function.</summary>
    public DeviceIdentification? Identification { get; init; }

    /// <summary>Held during each request, so that values that belong together are read and written together.</summary>
    public Lock Gate => _gate;

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> ReadCoilsAsync(ushort address, Memory<bool> destination, CancellationToken ct) =>
        Copy<bool>(Coils, address, destination);

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> ReadDiscreteInputsAsync(ushort address, Memory<bool> destination, CancellationToken ct) =>
        Copy<bool>(DiscreteInputs, address, destination);

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct) =>
        Copy<ushort>(HoldingRegisters, address, destination);

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> ReadInputRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct) =>
        Copy<ushort>(InputRegisters, address, destination);

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> WriteCoilsAsync(ushort address, ReadOnlyMemory<bool> values, CancellationToken ct) =>
        Store(values, Coils, address);

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> WriteRegistersAsync(ushort address, ReadOnlyMemory<ushort> values, CancellationToken ct) =>
        Store(values, HoldingRegisters, address);

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> MaskWriteRegisterAsync(MaskWriteRegisterRequest request, CancellationToken ct)
    {
        if (request.Address >= HoldingRegisters.Length)
            return new(ModbusExceptionCode.IllegalDataAddress);
        lock (_gate)
            HoldingRegisters[request.Address] = request.Apply(HoldingRegisters[request.Address]);
        return new(ModbusExceptionCode.None);
    }

    /// <inheritdoc />
    public ValueTask<ModbusExceptionCode> ReadWriteRegistersAsync(
        ushort readAddress, Memory<ushort> destination, ushort writeAddress, ReadOnlyMemory<ushort> values, CancellationToken ct)
    {
        if (readAddress + destination.Length > HoldingRegisters.Length || writeAddress + values.Length > HoldingRegisters.Length)
            return new(ModbusExceptionCode.IllegalDataAddress);
        lock (_gate)
        {
            values.CopyTo(HoldingRegisters.AsMemory(writeAddress));
            HoldingRegisters.AsMemory(readAddress, destination.Length).CopyTo(destination);
        }

        return new(ModbusExceptionCode.None);
    }

    private ValueTask<ModbusExceptionCode> Copy<T>(ReadOnlyMemory<T> table, ushort address, Memory<T> destination)
    {
        if (address + destination.Length > table.Length)
            return new(ModbusExceptionCode.IllegalDataAddress);
        lock (_gate)
            table.Slice(address, destination.Length).CopyTo(destination);
        return new(ModbusExceptionCode.None);
    }

    private ValueTask<ModbusExceptionCode> Store<T>(ReadOnlyMemory<T> values, Memory<T> table, ushort address)
    {
        if (address + values.Length > table.Length)
            return new(ModbusExceptionCode.IllegalDataAddress);
        lock (_gate)
            values.CopyTo(table[address..]);
        return new(ModbusExceptionCode.None);
    }
}
