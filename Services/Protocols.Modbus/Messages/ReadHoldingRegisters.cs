using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 3 (Modbus Application Protocol V1.1b3 §6.3).</summary>
/// <param name="Address">First holding register, 0 to 65535.</param>
/// <param name="Quantity">Number of holding registers, 1 to 125.</param>
public readonly record struct ReadHoldingRegistersRequest(ushort Address, ushort Quantity)
{
    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public int Encode(Span<byte> pdu) => AddressAndQuantity.Encode(pdu, FunctionCode.ReadHoldingRegisters, Address, Quantity);

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out ReadHoldingRegistersRequest request)
    {
        var code = AddressAndQuantity.Decode(pdu, FunctionCode.ReadHoldingRegisters, ModbusLimits.MaxReadRegisters, out var address, out var quantity);
        request = new ReadHoldingRegistersRequest(address, quantity);
        return code;
    }
}

/// <summary>Response of function 3 (§6.3): byte count and values; how many values are meant is known from the request only.</summary>
public static class ReadHoldingRegistersResponse
{
    /// <summary>Writes the PDU and answers its length.</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="values">1 to 125 values.</param>
    public static int Encode(Span<byte> pdu, ReadOnlySpan<ushort> values) => RegisterData.EncodeResponse(pdu, FunctionCode.ReadHoldingRegisters, values);

    /// <summary>Reads exactly as many values as <paramref name="destination"/> takes.</summary>
    /// <exception cref="ModbusException">Function, byte count or length do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, Span<ushort> destination) =>
        RegisterData.Read(ResponsePdu.CheckByteCount(pdu, FunctionCode.ReadHoldingRegisters, destination.Length * 2), destination);
}
