using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 1 (Modbus Application Protocol V1.1b3 §6.1).</summary>
/// <param name="Address">First coil, 0 to 65535.</param>
/// <param name="Quantity">Number of coils, 1 to 2000.</param>
public readonly record struct ReadCoilsRequest(ushort Address, ushort Quantity)
{
    /// <summary>Writes the PDU and answers its length, 5 bytes.</summary>
    public int Encode(Span<byte> pdu) => AddressAndQuantity.Encode(pdu, FunctionCode.ReadCoils, Address, Quantity);

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out ReadCoilsRequest request)
    {
        var code = AddressAndQuantity.Decode(pdu, FunctionCode.ReadCoils, ModbusLimits.MaxReadBits, out var address, out var quantity);
        request = new ReadCoilsRequest(address, quantity);
        return code;
    }
}

/// <summary>Response of function 1 (§6.1): byte count and values; how many values are meant is known from the request only.</summary>
public static class ReadCoilsResponse
{
    /// <summary>Writes the PDU and answers its length.</summary>
    /// <param name="pdu">Room for <see cref="ModbusLimits.MaxPduLength"/> bytes.</param>
    /// <param name="values">1 to 2000 values.</param>
    public static int Encode(Span<byte> pdu, ReadOnlySpan<bool> values) => BitData.EncodeResponse(pdu, FunctionCode.ReadCoils, values);

    /// <summary>Reads exactly as many values as <paramref name="destination"/> takes.</summary>
    /// <exception cref="ModbusException">Function, byte count or length do not fit.</exception>
    public static void Decode(ReadOnlySpan<byte> pdu, Span<bool> destination) =>
        BitData.Read(ResponsePdu.CheckByteCount(pdu, FunctionCode.ReadCoils, BitData.ByteCount(destination.Length)), destination);
}
