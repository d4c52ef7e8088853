using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Server;

/// <summary>
/// A device that <see cref="ModbusTcpServer"/> serves under a unit identifier. Ranges arrive checked against the protocol's limits, not
/// against the device's own tables. Each member answers <see cref="ModbusExceptionCode.None"/> or the exception to reply with; what a device
/// does not implement is an illegal function. Calls come from several connections at once. A device that answers at once returns a completed
/// task; one that throws is answered for with <see cref="ModbusExceptionCode.ServerDeviceFailure"/>.
/// </summary>
public interface IModbusDevice
{
    private static ValueTask<ModbusExceptionCode> NotImplemented => new(ModbusExceptionCode.IllegalFunction);

    /// <summary>Function 1: fills <paramref name="destination"/> (1 to 2000) from the coil at <paramref name="address"/> on.</summary>
    ValueTask<ModbusExceptionCode> ReadCoilsAsync(ushort address, Memory<bool> destination, CancellationToken ct) => NotImplemented;

    /// <summary>Function 2: fills <paramref name="destination"/> (1 to 2000) from the discrete input at <paramref name="address"/> on.</summary>
    ValueTask<ModbusExceptionCode> ReadDiscreteInputsAsync(ushort address, Memory<bool> destination, CancellationToken ct) => NotImplemented;

    /// <summary>Function 3: fills <paramref name="destination"/> (1 to 125) from the holding register at <paramref name="address"/> on.</summary>
    ValueTask<ModbusExceptionCode> ReadHoldingRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct) =>
        NotImplemented;

    /// <summary>Function 4: fills <paramref name="destination"/> (1 to 125) from the input register at <paramref name="address"/> on.</summary>
    ValueTask<ModbusExceptionCode> ReadInputRegistersAsync(ushort address, Memory<ushort> destination, CancellationToken ct) =>
        NotImplemented;

    /// <summary>Functions 5 (one value) and 15 (1 to 1968): writes coils from <paramref name="address"/> on, all or none.</summary>
    ValueTask<ModbusExceptionCode> WriteCoilsAsync(ushort address, ReadOnlyMemory<bool> values, CancellationToken ct) => NotImplemented;

    /// <summary>Functions 6 (one value) and 16 (1 to 123): writes holding registers from <paramref name="address"/> on, all or none.</summary>
    ValueTask<ModbusExceptionCode> WriteRegistersAsync(ushort address, ReadOnlyMemory<ushort> values, CancellationToken ct) => NotImplemented;

    /// <summary>Function 22: changes single bits of a holding register, read and written as one (<see cref="MaskWriteRegisterRequest.Apply"/>).</summary>
    ValueTask<ModbusExceptionCode> MaskWriteRegisterAsync(MaskWriteRegisterRequest request, CancellationToken ct) => NotImplemented;

    /// <summary>
    /// Function 23: writes <paramref name="values"/> (1 to 121) from <paramref name="writeAddress"/> on, then fills <paramref name="destination"/> (1 to 125)
    /// from the holding register at <paramref name="readAddress"/> on; nothing else comes between.
    /// </summary>
    ValueTask<ModbusExceptionCode> ReadWriteRegistersAsync(
        ushort readAddress, Memory<ushort> destination, ushort writeAddress, ReadOnlyMemory<ushort> values, CancellationToken ct) => NotImplemented;

    /// <summary>Function 43/14: who the device says it is; null: it does not say, the function is illegal.</summary>
    DeviceIdentification? Identification => null;
}
