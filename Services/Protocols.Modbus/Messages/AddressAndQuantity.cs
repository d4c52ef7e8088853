using System.Buffers.Binary;
using Faultline.Protocols.Modbus.Framing;

namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Layout shared by the four read requests: function, starting address, quantity; 5 bytes (AP V1.1b3 §6.1 to §6.4).</summary>
internal static class AddressAndQuantity
{
    internal const int PduLength = 5;

    internal static int Encode(Span<byte> pdu, FunctionCode function, ushort address, ushort quantity)
    {
        pdu[0] = (byte)function;
        BinaryPrimitives.WriteUInt16BigEndian(pdu[1..], address);
        BinaryPrimitives.WriteUInt16BigEndian(pdu[3..], quantity);
        return PduLength;
    }

    /// <summary>Checks in the order of the state diagrams of §6: quantity first (exception 3), then the range (exception 2).</summary>
    internal static ModbusExceptionCode Decode(
        ReadOnlySpan<byte> pdu, FunctionCode function, int limit, out ushort address, out ushort quantity)
    {
        address = quantity = 0;
        if (pdu.Length == 0 || pdu[0] != (byte)function)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length != PduLength)
            return ModbusExceptionCode.IllegalDataValue;
        var start = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        var count = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        var code = Check(start, count, limit);
        if (code == ModbusExceptionCode.None)
            (address, quantity) = (start, count);
        return code;
    }

    internal static ModbusExceptionCode Check(ushort address, int quantity, int limit)
    {
        if (quantity < 1 || quantity > limit)
            return ModbusExceptionCode.IllegalDataValue;
        return address + quantity > ModbusLimits.AddressSpace ? ModbusExceptionCode.IllegalDataAddress : ModbusExceptionCode.None;
    }

    /// <summary>Judges the answer to a multiple write, which repeats address and quantity (§6.11, §6.12).</summary>
    internal static void DecodeEcho(ReadOnlySpan<byte> pdu, FunctionCode function, ushort address, int quantity)
    {
        ResponsePdu.CheckLength(pdu, function, PduLength);
        var echoedAddress = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        if (echoedAddress != address)
            throw ModbusFault.WrongEcho(function, "address", address, echoedAddress);
        var echoedQuantity = BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        if (echoedQuantity != quantity)
            throw ModbusFault.WrongEcho(function, "quantity", quantity, echoedQuantity);
    }
}
