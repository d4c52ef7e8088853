using System.Buffers.Binary;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 5 (Modbus Application Protocol V1.1b3 §6.5).</summary>
/// <param name="Address">Coil, 0 to 65535.</param>
/// <param name="Value">On is 0xFF00 on the wire, off 0x0000; other values are illegal.</param>
public readonly record struct WriteSingleCoilRequest(ushort Address, bool Value)
{
    internal const int PduLength = 5;
    internal const ushort On = 0xFF00;

    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public int Encode(Span<byte> pdu)
    {
        pdu[0] = (byte)FunctionCode.WriteSingleCoil;
        BinaryPrimitives.WriteUInt16BigEndian(pdu[1..], Address);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[3..], Value ? On : (ushort)0);
        return PduLength;
    }

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out WriteSingleCoilRequest request)
    {
        request = default;
        if (pdu.Length == 0 || pdu[0] != (byte)FunctionCode.WriteSingleCoil)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length != PduLength)
            return ModbusExceptionCode.IllegalDataValue;
        var value = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        if (value is not (0 or On))
            return ModbusExceptionCode.IllegalDataValue;
        request = new WriteSingleCoilRequest(BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]), value == On);
        return ModbusExceptionCode.None;
    }
}

/// <summary>Response of function 5 (§6.5): the request repeated.</summary>
public static class WriteSingleCoilResponse
{
    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public static int Encode(Span<byte> pdu, WriteSingleCoilRequest request) => request.Encode(pdu);

    /// <summary>Checks that the answer repeats <paramref name="request"/>.</summary>
    /// <exception cref="ModbusException">Function, length or a repeated field do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, WriteSingleCoilRequest request)
    {
        const FunctionCode function = FunctionCode.WriteSingleCoil;
        ResponsePdu.CheckLength(pdu, function, WriteSingleCoilRequest.PduLength);
        var address = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        if (address != request.Address)
            throw ModbusFault.WrongEcho(function, "address", request.Address, address);
        var value = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        var sent = request.Value ? WriteSingleCoilRequest.On : 0;
        if (value != sent)
            throw ModbusFault.WrongEcho(function, "value", sent, value);
    }
}
