using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// Functions 1 to 4. The forms that take memory read as many values as it holds and allocate nothing once warm; the memory must stay
/// untouched until the task ends. Every task is awaited exactly once. A task fails with <see cref="ModbusException"/> as
/// <see cref="ModbusError"/> says, or is canceled; a range outside the limits throws <see cref="ArgumentOutOfRangeException"/> at once.
/// </summary>
public sealed partial class ModbusTcpClient
{
    /// <summary>Function 1: reads 1 to 2000 coils.</summary>
    public ValueTask ReadCoilsAsync(byte unit, ushort address, Memory<bool> destination, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, destination.Length, ModbusLimits.MaxReadBits);
        var transaction = _connection.Rent();
        transaction.Bits = destination;
        var length = new ReadCoilsRequest(address, (ushort)destination.Length).Encode(transaction.Pdu);
        return Submit(transaction, FunctionCode.ReadCoils, unit, address, length, ct);
    }

    /// <summary>Function 1: reads 1 to 2000 coils into a new array.</summary>
    public ValueTask<bool[]> ReadCoilsAsync(byte unit, ushort address, int quantity, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, quantity, ModbusLimits.MaxReadBits);
        var values = new bool[quantity];
        return WithResult(ReadCoilsAsync(unit, address, values, ct), values);
    }

    /// <summary>Function 2: reads 1 to 2000 discrete inputs.</summary>
    public ValueTask ReadDiscreteInputsAsync(byte unit, ushort address, Memory<bool> destination, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, destination.Length, ModbusLimits.MaxReadBits);
        var transaction = _connection.Rent();
        transaction.Bits = destination;
        var length = new ReadDiscreteInputsRequest(address, (ushort)destination.Length).Encode(transaction.Pdu);
        return Submit(transaction, FunctionCode.ReadDiscreteInputs, unit, address, length, ct);
    }

    /// <summary>Function 2: reads 1 to 2000 discrete inputs into a new array.</summary>
    public ValueTask<bool[]> ReadDiscreteInputsAsync(byte unit, ushort address, int quantity, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, quantity, ModbusLimits.MaxReadBits);
        var values = new bool[quantity];
        return WithResult(ReadDiscreteInputsAsync(unit, address, values, ct), values);
    }

    /// <summary>Function 3: reads 1 to 125 holding registers.</summary>
    public ValueTask ReadHoldingRegistersAsync(byte unit, ushort address, Memory<ushort> destination, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, destination.Length, ModbusLimits.MaxReadRegisters);
        var transaction = _connection.Rent();
        transaction.Registers = destination;
        var length = new ReadHoldingRegistersRequest(address, (ushort)destination.Length).Encode(transaction.Pdu);
        return Submit(transaction, FunctionCode.ReadHoldingRegisters, unit, address, length, ct);
    }

    /// <summary>Function 3: reads 1 to 125 holding registers into a new array.</summary>
    public ValueTask<ushort[]> ReadHoldingRegistersAsync(byte unit, ushort address, int quantity, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, quantity, ModbusLimits.MaxReadRegisters);
        var values = new ushort[quantity];
        return WithResult(ReadHoldingRegistersAsync(unit, address, values, ct), values);
    }

    /// <summary>Function 4: reads 1 to 125 input registers.</summary>
    public ValueTask ReadInputRegistersAsync(byte unit, ushort address, Memory<ushort> destination, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, destination.Length, ModbusLimits.MaxReadRegisters);
        var transaction = _connection.Rent();
        transaction.Registers = destination;
        var length = new ReadInputRegistersRequest(address, (ushort)destination.Length).Encode(transaction.Pdu);
        return Submit(transaction, FunctionCode.ReadInputRegisters, unit, address, length, ct);
    }

    /// <summary>Function 4: reads 1 to 125 input registers into a new array.</summary>
    public ValueTask<ushort[]> ReadInputRegistersAsync(byte unit, ushort address, int quantity, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, quantity, ModbusLimits.MaxReadRegisters);
        var values = new ushort[quantity];
        return WithResult(ReadInputRegistersAsync(unit, address, values, ct), values);
    }

    private static async ValueTask<T[]> WithResult<T>(ValueTask reading, T[] values)
    {
        await reading;
        return values;
    }

    private ValueTask Submit(
        Transaction transaction, FunctionCode function, byte unit, ushort address, int pduLength, CancellationToken ct)
    {
        CheckUnit(unit);
        transaction.Seal(function, unit, address, pduLength);
        return _connection.Submit(transaction, ct);
    }

    private void CheckUnit(byte unit)
    {
        if (_codec.IsBroadcast(unit))
            throw new ArgumentOutOfRangeException(nameof(unit), unit, $"Unit {unit} is all units of a serial line, which do not answer; a client asks 1 to 255.");
    }
}
