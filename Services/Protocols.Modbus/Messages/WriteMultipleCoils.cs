using System.Buffers.Binary;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 15 (Modbus Application Protocol V1.1b3 §6.11). Points into the buffer that it was decoded from.</summary>
public readonly ref struct WriteMultipleCoilsRequest
{
    private const int DataOffset = 6;
    private readonly ReadOnlySpan<byte> _data;

    private WriteMultipleCoilsRequest(ushort address, ushort quantity, ReadOnlySpan<byte> data)
    {
        Address = address;
        Quantity = quantity;
        _data = data;
    }

    /// <summary>First coil, 0 to 65535.</summary>
    public ushort Address { get; }

    /// <summary>Number of coils, 1 to 1968.</summary>
    public ushort Quantity { get; }

    /// <summary>Reads the first values, as many as <paramref name="destination"/> takes, at most <see cref="Quantity"/>.</summary>
    public void CopyTo(Span<bool> destination) => BitData.Read(_data, destination);

    /// <summary>Writes the PDU and answers its length.</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="address">First coil.</param>
    /// <param name="values">1 to 1968 values.</param>
    public static int Encode(Span<byte> pdu, ushort address, ReadOnlySpan<bool> values)
    {
        var bytes = BitData.ByteCount(values.Length);
        AddressAndQuantity.Encode(pdu, FunctionCode.WriteMultipleCoils, address, checked((ushort)values.Length));
        pdu[DataOffset - 1] = checked((byte)bytes);
        BitData.Write(pdu[DataOffset..], values);
        return DataOffset + bytes;
    }

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out WriteMultipleCoilsRequest request)
    {
        request = default;
        if (pdu.Length == 0 || pdu[0] != (byte)FunctionCode.WriteMultipleCoils)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length < DataOffset)
            return ModbusExceptionCode.IllegalDataValue;
        var address = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        var quantity = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        var bytes = BitData.ByteCount(quantity);
        if (quantity is 0 or > ModbusLimits.MaxWriteCoils || pdu[DataOffset - 1] != bytes || pdu.Length != DataOffset + bytes)
            return ModbusExceptionCode.IllegalDataValue;
        var code = AddressAndQuantity.Check(address, quantity, ModbusLimits.MaxWriteCoils);
        if (code == ModbusExceptionCode.None)
            request = new WriteMultipleCoilsRequest(address, quantity, pdu[DataOffset..]);
        return code;
    }
}

/// <summary>Response of function 15 (§6.11): address and quantity repeated.</summary>
public static class WriteMultipleCoilsResponse
{
    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public static int Encode(Span<byte> pdu, ushort address, ushort quantity) =>
        AddressAndQuantity.Encode(pdu, FunctionCode.WriteMultipleCoils, address, quantity);

    /// <summary>Checks that the answer repeats address and quantity of the request.</summary>
    /// <exception cref="ModbusException">Function, length or a repeated field do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, ushort address, int quantity) =>
        AddressAndQuantity.DecodeEcho(pdu, FunctionCode.WriteMultipleCoils, address, quantity);
}
