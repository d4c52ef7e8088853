using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Tests.Messages;

/// <summary>The request examples of the Modbus Application Protocol V1.1b3, with how we write and how we read each.</summary>
internal sealed record RequestExample(string Clause, string Pdu, Func<byte[], int> Encode, Func<byte[], (ModbusExceptionCode Code, string Text)> Decode)
{
    internal static readonly RequestExample[] All =
    [
        new("§6.1", "01 00 13 00 13",
            pdu => new ReadCoilsRequest(0x13, 0x13).Encode(pdu),
            pdu => (ReadCoilsRequest.Decode(pdu, out var r), $"{r.Address},{r.Quantity}")),
        new("§6.2", "02 00 C4 00 16",
            pdu => new ReadDiscreteInputsRequest(0xC4, 0x16).Encode(pdu),
            pdu => (ReadDiscreteInputsRequest.Decode(pdu, out var r), $"{r.Address},{r.Quantity}")),
        new("§6.3", "03 00 6B 00 03",
            pdu => new ReadHoldingRegistersRequest(0x6B, 3).Encode(pdu),
            pdu => (ReadHoldingRegistersRequest.Decode(pdu, out var r), $"{r.Address},{r.Quantity}")),
        new("§6.4", "04 00 08 00 01",
            pdu => new ReadInputRegistersRequest(8, 1).Encode(pdu),
            pdu => (ReadInputRegistersRequest.Decode(pdu, out var r), $"{r.Address},{r.Quantity}")),
        new("§6.5", "05 00 AC FF 00",
            pdu => new WriteSingleCoilRequest(0xAC, true).Encode(pdu),
            pdu => (WriteSingleCoilRequest.Decode(pdu, out var r), $"{r.Address},{r.Value}")),
        new("§6.6", "06 00 01 00 03",
            pdu => new WriteSingleRegisterRequest(1, 3).Encode(pdu),
            pdu => (WriteSingleRegisterRequest.Decode(pdu, out var r), $"{r.Address},{r.Value}")),
        new("§6.11", "0F 00 13 00 0A 02 CD 01",
            pdu => WriteMultipleCoilsRequest.Encode(pdu, 0x13, [true, false, true, true, false, false, true, true, true, false]),
            DecodeCoils),
        new("§6.12", "10 00 01 00 02 04 00 0A 01 02",
            pdu => WriteMultipleRegistersRequest.Encode(pdu, 1, [0x000A, 0x0102]),
            DecodeRegisters),
        new("§6.16", "16 00 04 00 F2 00 25",
            pdu => new MaskWriteRegisterRequest(4, 0xF2, 0x25).Encode(pdu),
            pdu => (MaskWriteRegisterRequest.Decode(pdu, out var r), $"{r.Address},{r.AndMask:X},{r.OrMask:X}")),
        new("§6.17", "17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF",
            pdu => ReadWriteMultipleRegistersRequest.Encode(pdu, 3, 6, 14, [255, 255, 255]),
            DecodeReadWrite),
        new("§6.21", "2B 0E 01 00",
            pdu => new ReadDeviceIdentificationRequest(1, 0).Encode(pdu),
            pdu => (ReadDeviceIdentificationRequest.Decode(pdu, out var r), $"{r.ReadCode},{r.ObjectId}")),
    ];

    internal static RequestExample Of(string clause) => Array.Find(All, e => e.Clause == clause)!;

    /// <summary>What <see cref="Decode"/> reads from the example.</summary>
    internal string Expected => Clause switch
    {
        "§6.1" => "19,19",
        "§6.2" => "196,22",
        "§6.3" => "107,3",
        "§6.4" => "8,1",
        "§6.5" => "172,True",
        "§6.6" => "1,3",
        "§6.11" => "19:1011001110",
        "§6.16" => "4,F2,25",
        "§6.17" => "3,6,14:255,255,255",
        "§6.21" => "1,0",
        _ => "1:10,258",
    };

    private static (ModbusExceptionCode, string) DecodeCoils(byte[] pdu)
    {
        var code = WriteMultipleCoilsRequest.Decode(pdu, out var request);
        var values = new bool[request.Quantity];
        request.CopyTo(values);
        return (code, $"{request.Address}:{string.Concat(values.Select(v => v ? '1' : '0'))}");
    }

    private static (ModbusExceptionCode, string) DecodeRegisters(byte[] pdu)
    {
        var code = WriteMultipleRegistersRequest.Decode(pdu, out var request);
        var values = new ushort[request.Quantity];
        request.CopyTo(values);
        return (code, $"{request.Address}:{string.Join(',', values)}");
    }

    private static (ModbusExceptionCode, string) DecodeReadWrite(byte[] pdu)
    {
        var code = ReadWriteMultipleRegistersRequest.Decode(pdu, out var request);
        var values = new ushort[request.WriteQuantity];
        request.CopyTo(values);
        return (code, $"{request.ReadAddress},{request.ReadQuantity},{request.WriteAddress}:{string.Join(',', values)}");
    }
}
