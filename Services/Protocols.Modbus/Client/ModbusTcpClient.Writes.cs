using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>
/// Functions 5, 6, 15, 16, 22 and 23. Values are copied before the call returns. After a timeout or a lost connection nobody knows whether the
/// device has written; nothing is repeated here.
/// </summary>
public sealed partial class ModbusTcpClient
{
    /// <summary>Function 5: writes one coil.</summary>
    public ValueTask WriteSingleCoilAsync(byte unit, ushort address, bool value, CancellationToken ct = default)
    {
        var transaction = _connection.Rent();
        transaction.Echo = value ? (ushort)1 : (ushort)0;
        var length = new WriteSingleCoilRequest(address, value).Encode(transaction.Pdu);
        return Submit(transaction, FunctionCode.WriteSingleCoil, unit, address, length, ct);
    }

    /// <summary>Function 6: writes one holding register.</summary>
    public ValueTask WriteSingleRegisterAsync(byte unit, ushort address, ushort value, CancellationToken ct = default)
    {
        var transaction = _connection.Rent();
        transaction.Echo = value;
        var length = new WriteSingleRegisterRequest(address, value).Encode(transaction.Pdu);
        return Submit(transaction, FunctionCode.WriteSingleRegister, unit, address, length, ct);
    }

    /// <summary>Function 15: writes 1 to 1968 coils.</summary>
    public ValueTask WriteMultipleCoilsAsync(byte unit, ushort address, ReadOnlyMemory<bool> values, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, values.Length, ModbusLimits.MaxWriteCoils);
        var transaction = _connection.Rent();
        transaction.Echo = (ushort)values.Length;
        var length = WriteMultipleCoilsRequest.Encode(transaction.Pdu, address, values.Span);
        return Submit(transaction, FunctionCode.WriteMultipleCoils, unit, address, length, ct);
    }

    /// <summary>Function 16: writes 1 to 123 holding registers.</summary>
    public ValueTask WriteMultipleRegistersAsync(byte unit, ushort address, ReadOnlyMemory<ushort> values, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(address, values.Length, ModbusLimits.MaxWriteRegisters);
        var transaction = _connection.Rent();
        transaction.Echo = (ushort)values.Length;
        var length = WriteMultipleRegistersRequest.Encode(transaction.Pdu, address, values.Span);
        return Submit(transaction, FunctionCode.WriteMultipleRegisters, unit, address, length, ct);
    }

    /// <summary>Function 22: changes single bits of a holding register: it becomes (value and <paramref name="andMask"/>) or (<paramref name="orMask"/> and not <paramref name="andMask"/>).</summary>
    public ValueTask MaskWriteRegisterAsync(byte unit, ushort address, ushort andMask, ushort orMask, CancellationToken ct = default)
    {
        var transaction = _connection.Rent();
        (transaction.Echo, transaction.SecondEcho) = (andMask, orMask);
        var length = new MaskWriteRegisterRequest(address, andMask, orMask).Encode(transaction.Pdu);
        return Submit(transaction, FunctionCode.MaskWriteRegister, unit, address, length, ct);
    }

    /// <summary>Function 23: writes 1 to 121 holding registers, then reads 1 to 125 into <paramref name="destination"/>, in one transaction of the device.</summary>
    public ValueTask ReadWriteMultipleRegistersAsync(
        byte unit, ushort readAddress, Memory<ushort> destination, ushort writeAddress, ReadOnlyMemory<ushort> values, CancellationToken ct = default)
    {
        ModbusFault.CheckRange(readAddress, destination.Length, ModbusLimits.MaxReadRegisters);
        ModbusFault.CheckRange(writeAddress, values.Length, ModbusLimits.MaxReadWriteWriteRegisters);
        var transaction = _connection.Rent();
        transaction.Registers = destination;
        var length = ReadWriteMultipleRegistersRequest.Encode(
            transaction.Pdu, readAddress, (ushort)destination.Length, writeAddress, values.Span);
        return Submit(transaction, FunctionCode.ReadWriteMultipleRegisters, unit, readAddress, length, ct);
    }
}
