using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// One block of values for <see cref="ModbusTcpClient.ReadAsync"/>: made once, read as often as wanted, by one reading at a time. The memory
/// must stay untouched while a reading is under way.
/// </summary>
public sealed class ReadBlock
{
    private ReadBlock(FunctionCode function, byte unit, ushort address, Memory<ushort> registers, Memory<bool> bits) =>
        (Function, Unit, Address, Registers, Bits) = (function, unit, address, registers, bits);

    /// <summary>One of the functions 1 to 4.</summary>
    public FunctionCode Function { get; }

    /// <summary>Unit identifier.</summary>
    public byte Unit { get; }

    /// <summary>First coil, input or register.</summary>
    public ushort Address { get; }

    /// <summary>Takes the registers; empty for coils and discrete inputs.</summary>
    public Memory<ushort> Registers { get; }

    /// <summary>Takes the coils or discrete inputs; empty for registers.</summary>
    public Memory<bool> Bits { get; }

    /// <summary>
    /// Why the last reading of this block failed: <see cref="ModbusException"/>, or <see cref="OperationCanceledException"/>; null when it did not. The
    /// memory keeps its old values then.
    /// </summary>
    public Exception? Failure { get; internal set; }

    /// <summary>Function 1: as many coils as <paramref name="destination"/> takes, 1 to 2000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the limits.</exception>
    public static ReadBlock Coils(byte unit, ushort address, Memory<bool> destination) => OfBits(FunctionCode.ReadCoils, unit, address, destination);

    /// <summary>Function 2: as many discrete inputs as <paramref name="destination"/> takes, 1 to 2000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the limits.</exception>
    public static ReadBlock DiscreteInputs(byte unit, ushort address, Memory<bool> destination) =>
        OfBits(FunctionCode.ReadDiscreteInputs, unit, address, destination);

    /// <summary>Function 3: as many holding registers as <paramref name="destination"/> takes, 1 to 125.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the limits.</exception>
    public static ReadBlock HoldingRegisters(byte unit, ushort address, Memory<ushort> destination) =>
        OfRegisters(FunctionCode.ReadHoldingRegisters, unit, address, destination);

    /// <summary>Function 4: as many input registers as <paramref name="destination"/> takes, 1 to 125.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the limits.</exception>
    public static ReadBlock InputRegisters(byte unit, ushort address, Memory<ushort> destination) =>
        OfRegisters(FunctionCode.ReadInputRegisters, unit, address, destination);

    private static ReadBlock OfBits(FunctionCode function, byte unit, ushort address, Memory<bool> destination)
    {
        ModbusFault.CheckRange(address, destination.Length, ModbusLimits.MaxReadBits);
        return new ReadBlock(function, unit, address, default, destination);
    }

    private static ReadBlock OfRegisters(FunctionCode function, byte unit, ushort address, Memory<ushort> destination)
    {
        ModbusFault.CheckRange(address, destination.Length, ModbusLimits.MaxReadRegisters);
        return new ReadBlock(function, unit, address, destination, default);
    }
}
