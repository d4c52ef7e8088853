using System.Buffers.Binary;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 22 (Modbus Application Protocol V1.1b3 §6.16): the register becomes (value and <c>AndMask</c>) or (<c>OrMask</c> and not <c>AndMask</c>).</summary>
/// <param name="Address">Holding register, 0 to 65535.</param>
/// <param name="AndMask">Bits that keep their value.</param>
/// <param name="OrMask">Values of the bits that do not.</param>
public readonly record struct MaskWriteRegisterRequest(ushort Address, ushort AndMask, ushort OrMask)
{
    internal const int PduLength = 7;

    /// <summary>What a register with this value becomes.</summary>
    public ushort Apply(ushort value) => (ushort)(value & AndMask | OrMask & ~AndMask);

    /// <summary>Writes the PDU and answers its length, 7 bytes.</summary>
    public int Encode(Span<byte> pdu)
    {
        pdu[0] = (byte)FunctionCode.MaskWriteRegister;
        BinaryPrimitives.WriteUInt16BigEndian(pdu[1..], Address);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[3..], AndMask);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[5..], OrMask);
        return PduLength;
    }

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out MaskWriteRegisterRequest request)
    {
        request = default;
        if (pdu.Length == 0 || pdu[0] != (byte)FunctionCode.MaskWriteRegister)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length != PduLength)
            return ModbusExceptionCode.IllegalDataValue;
        request = new MaskWriteRegisterRequest(
            BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]), BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]), BinaryPrimitives.ReadUInt16BigEndian(pdu[5..]));
        return ModbusExceptionCode.None;
    }
}

/// <summary>Response of function 22 (§6.16): the request repeated.</summary>
public static class MaskWriteRegisterResponse
{
    /// <summary>Writes the PDU and answers its length, 7 bytes.</summary>
    public static int Encode(Span<byte> pdu, MaskWriteRegisterRequest request) => request.Encode(pdu);

    /// <summary>Checks that the answer repeats <paramref name="request"/>.</summary>
    /// <exception cref="ModbusException">Function, length or a repeated field do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, MaskWriteRegisterRequest request)
    {
        const FunctionCode function = FunctionCode.MaskWriteRegister;
        ResponsePdu.CheckLength(pdu, function, MaskWriteRegisterRequest.PduLength);
        MaskWriteRegisterRequest.Decode(pdu, out var echo);
        if (echo.Address != request.Address)
            throw ModbusFault.WrongEcho(function, "address", request.Address, echo.Address);
        if (echo.AndMask != request.AndMask)
            throw ModbusFault.WrongEcho(function, "and-mask", request.AndMask, echo.AndMask);
        if (echo.OrMask != request.OrMask)
            throw ModbusFault.WrongEcho(function, "or-mask", request.OrMask, echo.OrMask);
    }
}
