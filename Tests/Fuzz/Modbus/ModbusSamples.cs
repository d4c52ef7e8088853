using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Fuzz.Modbus;

/// <summary>Valid Modbus bytes to damage, with values anywhere in their ranges.</summary>
internal static class ModbusSamples
{
    internal static byte[] Request(Random random)
    {
        var pdu = new byte[ModbusLimits.MaxPduLength];
        var address = (ushort)random.Next(65536);
        var length = random.Next(8) switch
        {
            0 => new ReadCoilsRequest(address, Quantity(random, ModbusLimits.MaxReadBits)).Encode(pdu),
            1 => new ReadDiscreteInputsRequest(address, Quantity(random, ModbusLimits.MaxReadBits)).Encode(pdu),
            2 => new ReadHoldingRegistersRequest(address, Quantity(random, ModbusLimits.MaxReadRegisters)).Encode(pdu),
            3 => new ReadInputRegistersRequest(address, Quantity(random, ModbusLimits.MaxReadRegisters)).Encode(pdu),
            4 => new WriteSingleCoilRequest(address, random.Next(2) == 0).Encode(pdu),
            5 => new WriteSingleRegisterRequest(address, (ushort)random.Next(65536)).Encode(pdu),
            6 => WriteMultipleCoilsRequest.Encode(pdu, address, Bits(random, Quantity(random, ModbusLimits.MaxWriteCoils))),
            _ => WriteMultipleRegistersRequest.Encode(pdu, address, Registers(random, Quantity(random, ModbusLimits.MaxWriteRegisters))),
        };
        return pdu[..length];
    }

    /// <summary>The response to a read of <paramref name="quantity"/> values, 1 to 125.</summary>
    internal static byte[] ReadResponse(Random random, FunctionCode function, int quantity)
    {
        var pdu = new byte[ModbusLimits.MaxPduLength];
        var length = function switch
        {
            _ when random.Next(10) == 0 => new ExceptionResponse(function, (ModbusExceptionCode)random.Next(1, 256)).Encode(pdu),
            FunctionCode.ReadCoils => ReadCoilsResponse.Encode(pdu, Bits(random, quantity)),
            FunctionCode.ReadDiscreteInputs => ReadDiscreteInputsResponse.Encode(pdu, Bits(random, quantity)),
            FunctionCode.ReadHoldingRegisters => ReadHoldingRegistersResponse.Encode(pdu, Registers(random, quantity)),
            _ => ReadInputRegistersResponse.Encode(pdu, Registers(random, quantity)),
        };
        return pdu[..length];
    }

    internal static byte[] Frame(ushort transactionId, byte unit, ReadOnlySpan<byte> pdu)
    {
        var frame = new byte[ModbusLimits.MbapHeaderLength + pdu.Length];
        MbapHeader.ForPdu(transactionId, unit, pdu.Length).Write(frame);
        pdu.CopyTo(frame.AsSpan(ModbusLimits.MbapHeaderLength));
        return frame;
    }

    private static ushort Quantity(Random random, int limit) => (ushort)(random.Next(4) == 0 ? limit : random.Next(1, limit + 1));

    private static bool[] Bits(Random random, int count) => [.. Mutator.Noise(random, count).Select(b => (b & 1) != 0)];

    private static ushort[] Registers(Random random, int count) => [.. Mutator.Noise(random, count).Select(b => (ushort)(b * 257))];
}
