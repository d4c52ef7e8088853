using System.Buffers.Binary;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 6 (Modbus Application Protocol V1.1b3 §6.6).</summary>
/// <param name="Address">Holding register, 0 to 65535.</param>
/// <param name="Value">0 to 65535.</param>
public readonly record struct WriteSingleRegisterRequest(ushort Address, ushort Value)
{
    internal const int PduLength = 5;

    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public int Encode(Span<byte> pdu)
    {
        pdu[0] = (byte)FunctionCode.WriteSingleRegister;
        BinaryPrimitives.WriteUInt16BigEndian(pdu[1..], Address);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[3..], Value);
        return PduLength;
    }

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out WriteSingleRegisterRequest request)
    {
        request = default;
        if (pdu.Length == 0 || pdu[0] != (byte)FunctionCode.WriteSingleRegister)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length != PduLength)
            return ModbusExceptionCode.IllegalDataValue;
        request = new WriteSingleRegisterRequest(
            BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]), BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]));
        return ModbusExceptionCode.None;
    }
}

/// <summary>Response of function 6 (§6.6): the request repeated.</summary>
public static class WriteSingleRegisterResponse
{
    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public static int Encode(Span<byte> pdu, WriteSingleRegisterRequest request) => request.Encode(pdu);

    /// <summary>Checks that the answer repeats <paramref name="request"/>.</summary>
    /// <exception cref="ModbusException">Function, length or a repeated field do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, WriteSingleRegisterRequest request)
    {
        const FunctionCode function = FunctionCode.WriteSingleRegister;
        ResponsePdu.CheckLength(pdu, function, WriteSingleRegisterRequest.PduLength);
        var address = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        if (address != request.Address)
            throw ModbusFault.WrongEcho(function, "address", request.Address, address);
        var value = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        if (value != request.Value)
            throw ModbusFault.WrongEcho(function, "value", request.Value, value);
    }
}
