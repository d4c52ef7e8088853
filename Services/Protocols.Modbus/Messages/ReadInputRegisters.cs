using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 4 (Modbus Application Protocol V1.1b3 §6.4).</summary>
/// <param name="Address">First input register, 0 to 65535.</param>
/// <param name="Quantity">Number of input registers, 1 to 125.</param>
public readonly record struct ReadInputRegistersRequest(ushort Address, ushort Quantity)
{
    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public int Encode(Span<byte> pdu) => AddressAndQuantity.Encode(pdu, FunctionCode.ReadInputRegisters, Address, Quantity);

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out ReadInputRegistersRequest request)
    {
        var code = AddressAndQuantity.Decode(pdu, FunctionCode.ReadInputRegisters, ModbusLimits.MaxReadRegisters, out var address, out var quantity);
        request = new ReadInputRegistersRequest(address, quantity);
        return code;
    }
}

/// <summary>Response of function 4 (§6.4): byte count and values; how many values are meant is known from the request only.</summary>
public static class ReadInputRegistersResponse
{
    /// <summary>Writes the PDU and answers its length.</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="values">1 to 125 values.</param>
    public static int Encode(Span<byte> pdu, ReadOnlySpan<ushort> values) => RegisterData.EncodeResponse(pdu, FunctionCode.ReadInputRegisters, values);

    /// <summary>Reads exactly as many values as <paramref name="destination"/> takes.</summary>
    /// <exception cref="ModbusException">Function, byte count or length do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, Span<ushort> destination) =>
        RegisterData.Read(ResponsePdu.CheckByteCount(pdu, FunctionCode.ReadInputRegisters, destination.Length * 2), destination);
}
