using System.Buffers;
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
        var length = random.Next(11) switch
        {
            0 => new ReadCoilsRequest(address, Quantity(random, ModbusLimits.MaxReadBits)).Encode(pdu),
            1 => new ReadDiscreteInputsRequest(address, Quantity(random, ModbusLimits.MaxReadBits)).Encode(pdu),
            2 => new ReadHoldingRegistersRequest(address, Quantity(random, ModbusLimits.MaxReadRegisters)).Encode(pdu),
            3 => new ReadInputRegistersRequest(address, Quantity(random, ModbusLimits.MaxReadRegisters)).Encode(pdu),
            4 => new WriteSingleCoilRequest(address, random.Next(2) == 0).Encode(pdu),
            5 => new WriteSingleRegisterRequest(address, (ushort)random.Next(65536)).Encode(pdu),
            6 => WriteMultipleCoilsRequest.Encode(pdu, address, Bits(random, Quantity(random, ModbusLimits.MaxWriteCoils))),
            7 => WriteMultipleRegistersRequest.Encode(pdu, address, Registers(random, Quantity(random, ModbusLimits.MaxWriteRegisters))),
            8 => new MaskWriteRegisterRequest(address, (ushort)random.Next(65536), (ushort)random.Next(65536)).Encode(pdu),
            9 => ReadWriteMultipleRegistersRequest.Encode(
                pdu, address, Quantity(random, ModbusLimits.MaxReadRegisters), (ushort)random.Next(65536),
                Registers(random, Quantity(random, ModbusLimits.MaxReadWriteWriteRegisters))),
            _ => new ReadDeviceIdentificationRequest((byte)random.Next(1, 5), (byte)random.Next(256)).Encode(pdu),
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

    /// <summary>An answer that fits a request.</summary>
    internal static byte[] Answer(Random random, ReadOnlySpan<byte> request)
    {
        var function = (FunctionCode)request[0];
        switch (function)
        {
            case FunctionCode.ReadCoils or FunctionCode.ReadDiscreteInputs or FunctionCode.ReadHoldingRegisters or FunctionCode.ReadInputRegisters:
                return ReadResponse(random, function, request[4]);
            case FunctionCode.ReadWriteMultipleRegisters:
                var pdu = new byte[ModbusLimits.MaxPduLength];
                return pdu[..ReadWriteMultipleRegistersResponse.Encode(pdu, Registers(random, request[4]))];
            case FunctionCode.EncapsulatedInterfaceTransport:
                return IdentificationPage(random);
            case FunctionCode.MaskWriteRegister:
                return request.ToArray();
            default:
                return request[..5].ToArray();
        }
    }

    /// <summary>A page of an extended identification, from object 0 on.</summary>
    internal static byte[] IdentificationPage(Random random)
    {
        var objects = Enumerable.Range(0, random.Next(3, 12)).ToDictionary(i => (byte)(i < 7 ? i : 0x80 + i), _ => Mutator.Noise(random, random.Next(60)));
        var pdu = new byte[ModbusLimits.MaxPduLength];
        var request = new ReadDeviceIdentificationRequest((byte)DeviceIdentificationLevel.Extended, 0);
        return pdu[..ReadDeviceIdentificationResponse.Encode(pdu, request, new DeviceIdentification(objects))];
    }

    /// <summary>A frame in either framing; the transaction id goes into MBAP frames only.</summary>
    internal static byte[] Frame(ModbusFraming framing, ushort transactionId, byte unit, ReadOnlySpan<byte> pdu) =>
        framing == ModbusFraming.Rtu ? RtuFrame(unit, pdu) : Frame(transactionId, unit, pdu);

    /// <summary>A frame with damage: mostly inside its PDU and such that the frame's end stays found, so that the connection goes on; now and then anywhere.</summary>
    internal static byte[] DamagedFrame(Random random, ModbusFraming framing, bool isRequest, ushort transactionId, byte[] pdu)
    {
        if (random.Next(100) == 0)
            return Mutator.Mutate(random, Frame(framing, transactionId, 1, pdu));
        for (var tries = 0; tries < 4; tries++)
        {
            var damaged = Mutator.Mutate(random, pdu);
            if (damaged.Length is > 0 and <= ModbusLimits.MaxPduLength && (framing == ModbusFraming.Mbap || EndIsFound(isRequest, damaged)))
                return Frame(framing, transactionId, 1, damaged);
        }

        return Frame(framing, transactionId, 1, pdu);
    }

    private static bool EndIsFound(bool isRequest, byte[] pdu)
    {
        var buffer = new ReadOnlySequence<byte>(RtuFrame(1, pdu));
        var status = isRequest ? RtuFrameScanner.ScanRequest(buffer, out var frame) : RtuFrameScanner.ScanResponse(buffer, out frame);
        return status == FrameScanStatus.Done && frame.Pdu.Length == pdu.Length;
    }

    internal static byte[] RtuFrame(byte unit, ReadOnlySpan<byte> pdu)
    {
        byte[] body = [unit, .. pdu];
        var crc = Crc16.Of(body);
        return [.. body, (byte)crc, (byte)(crc >> 8)];
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
