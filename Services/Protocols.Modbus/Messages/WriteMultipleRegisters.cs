using System.Buffers.Binary;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 16 (Modbus Application Protocol V1.1b3 §6.12). Points into the buffer that it was decoded from.</summary>
public readonly ref struct WriteMultipleRegistersRequest
{
    private const int DataOffset = 6;
    private readonly ReadOnlySpan<byte> _data;

    private WriteMultipleRegistersRequest(ushort address, ushort quantity, ReadOnlySpan<byte> data)
    {
        Address = address;
        Quantity = quantity;
        _data = data;
    }

    /// <summary>First holding register, 0 to 65535.</summary>
    public ushort Address { get; }

    /// <summary>Number of holding registers, 1 to 123.</summary>
    public ushort Quantity { get; }

    /// <summary>Reads the first values, as many as <paramref name="destination"/> takes, at most <see cref="Quantity"/>.</summary>
    public void CopyTo(Span<ushort> destination) => RegisterData.Read(_data, destination);

    /// <summary>Writes the PDU and answers its length.</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="address">First holding register.</param>
    /// <param name="values">1 to 123 values.</param>
    public static int Encode(Span<byte> pdu, ushort address, ReadOnlySpan<ushort> values)
    {
        var bytes = values.Length * 2;
        AddressAndQuantity.Encode(pdu, FunctionCode.WriteMultipleRegisters, address, checked((ushort)values.Length));
        pdu[DataOffset - 1] = checked((byte)bytes);
        RegisterData.Write(pdu[DataOffset..], values);
        return DataOffset + bytes;
    }

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out WriteMultipleRegistersRequest request)
    {
        request = default;
        if (pdu.Length == 0 || pdu[0] != (byte)FunctionCode.WriteMultipleRegisters)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length < DataOffset)
            return ModbusExceptionCode.IllegalDataValue;
        var address = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        var quantity = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        var bytes = quantity * 2;
        if (quantity is 0 or > ModbusLimits.MaxWriteRegisters || pdu[DataOffset - 1] != bytes || pdu.Length != DataOffset + bytes)
            return ModbusExceptionCode.IllegalDataValue;
        var code = AddressAndQuantity.Check(address, quantity, ModbusLimits.MaxWriteRegisters);
        if (code == ModbusExceptionCode.None)
            request = new WriteMultipleRegistersRequest(address, quantity, pdu[DataOffset..]);
        return code;
    }
}

/// <summary>Response of function 16 (§6.12): address and quantity repeated.</summary>
public static class WriteMultipleRegistersResponse
{
    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public static int Encode(Span<byte> pdu, ushort address, ushort quantity) =>
        AddressAndQuantity.Encode(pdu, FunctionCode.WriteMultipleRegisters, address, quantity);

    /// <summary>Checks that the answer repeats address and quantity of the request.</summary>
    /// <exception cref="ModbusException">Function, length or a repeated field do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, ushort address, int quantity) =>
        AddressAndQuantity.DecodeEcho(pdu, FunctionCode.WriteMultipleRegisters, address, quantity);
}
