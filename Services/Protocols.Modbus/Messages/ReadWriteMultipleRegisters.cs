using System.Buffers.Binary;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>
/// Request of function 23 (Modbus Application Protocol V1.1b3 §6.17): the device writes first, then reads. Points into the buffer that it was
/// decoded from.
/// </summary>
public readonly ref struct ReadWriteMultipleRegistersRequest
{
    private const int DataOffset = 10;
    private readonly ReadOnlySpan<byte> _data;

    private ReadWriteMultipleRegistersRequest(ushort readAddress, ushort readQuantity, ushort writeAddress, ushort writeQuantity, ReadOnlySpan<byte> data)
    {
        (ReadAddress, ReadQuantity, WriteAddress, WriteQuantity) = (readAddress, readQuantity, writeAddress, writeQuantity);
        _data = data;
    }

    /// <summary>First holding register to read, 0 to 65535.</summary>
    public ushort ReadAddress { get; }

    /// <summary>Number of holding registers to read, 1 to 125.</summary>
    public ushort ReadQuantity { get; }

    /// <summary>First holding register to write, 0 to 65535.</summary>
    public ushort WriteAddress { get; }

    /// <summary>Number of holding registers to write, 1 to 121.</summary>
    public ushort WriteQuantity { get; }

    /// <summary>Reads the first values to write, as many as <paramref name="destination"/> takes, at most <see cref="WriteQuantity"/>.</summary>
    public void CopyTo(Span<ushort> destination) => RegisterData.Read(_data, destination);

    /// <summary>Writes the PDU and answers its length.</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="readAddress">First holding register to read.</param>
    /// <param name="readQuantity">1 to 125.</param>
    /// <param name="writeAddress">First holding register to write.</param>
    /// <param name="values">1 to 121 values.</param>
    public static int Encode(Span<byte> pdu, ushort readAddress, ushort readQuantity, ushort writeAddress, ReadOnlySpan<ushort> values)
    {
        var bytes = values.Length * 2;
        AddressAndQuantity.Encode(pdu, FunctionCode.ReadWriteMultipleRegisters, readAddress, readQuantity);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[5..], writeAddress);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[7..], checked((ushort)values.Length));
        pdu[DataOffset - 1] = checked((byte)bytes);
        RegisterData.Write(pdu[DataOffset..], values);
        return DataOffset + bytes;
    }

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out ReadWriteMultipleRegistersRequest request)
    {
        request = default;
        if (pdu.Length == 0 || pdu[0] != (byte)FunctionCode.ReadWriteMultipleRegisters)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length < DataOffset)
            return ModbusExceptionCode.IllegalDataValue;
        var readAddress = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        var readQuantity = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        var writeAddress = BinaryPrimitives.ReadUInt16BigEndian(pdu[5..]);
        var writeQuantity = BinaryPrimitives.ReadUInt16BigEndian(pdu[7..]);
        var bytes = writeQuantity * 2;
        if (readQuantity is 0 or > ModbusLimits.MaxReadRegisters || writeQuantity is 0 or > ModbusLimits.MaxReadWriteWriteRegisters
            || pdu[DataOffset - 1] != bytes || pdu.Length != DataOffset + bytes)
            return ModbusExceptionCode.IllegalDataValue;
        var code = AddressAndQuantity.Check(readAddress, readQuantity, ModbusLimits.MaxReadRegisters);
        if (code == ModbusExceptionCode.None)
            code = AddressAndQuantity.Check(writeAddress, writeQuantity, ModbusLimits.MaxReadWriteWriteRegisters);
        if (code == ModbusExceptionCode.None)
            request = new ReadWriteMultipleRegistersRequest(readAddress, readQuantity, writeAddress, writeQuantity, pdu[DataOffset..]);
        return code;
    }
}

/// <summary>Response of function 23 (§6.17): byte count and values read; how many are meant is known from the request only.</summary>
public static class ReadWriteMultipleRegistersResponse
{
    /// <summary>Writes the PDU and answers its length.</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="values">1 to 125 values.</param>
    public static int Encode(Span<byte> pdu, ReadOnlySpan<ushort> values) =>
        RegisterData.EncodeResponse(pdu, FunctionCode.ReadWriteMultipleRegisters, values);

    /// <summary>Reads exactly as many values as <paramref name="destination"/> takes.</summary>
    /// <exception cref="ModbusException">Function, byte count or length do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, Span<ushort> destination) => RegisterData.Read(
        ResponsePdu.CheckByteCount(pdu, FunctionCode.ReadWriteMultipleRegisters, destination.Length * 2), destination);
}
