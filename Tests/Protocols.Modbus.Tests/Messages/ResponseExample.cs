using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Tests.Messages;

/// <summary>The response examples of the Modbus Application Protocol V1.1b3, with how we write and how we read each.</summary>
internal sealed record ResponseExample(string Clause, string Pdu, Func<byte[], int> Encode, Func<byte[], string> Decode, string Expected)
{
    private const string Coils = "1011001111010110101"; // CD 6B 05, lowest bit first: coils 20 to 38
    private const string Inputs = "0011010111011011101011"; // AC DB 35: discrete inputs 197 to 218

    internal static readonly ResponseExample[] All =
    [
        new("§6.1", "01 03 CD 6B 05",
            pdu => ReadCoilsResponse.Encode(pdu, Bits(Coils)), pdu => Read(pdu, Coils.Length, ReadCoilsResponse.Decode), Coils),
        new("§6.2", "02 03 AC DB 35",
            pdu => ReadDiscreteInputsResponse.Encode(pdu, Bits(Inputs)),
            pdu => Read(pdu, Inputs.Length, ReadDiscreteInputsResponse.Decode), Inputs),
        new("§6.3", "03 06 02 2B 00 00 00 64",
            pdu => ReadHoldingRegistersResponse.Encode(pdu, [0x022B, 0, 0x64]),
            pdu => Read(pdu, 3, ReadHoldingRegistersResponse.Decode), "555,0,100"),
        new("§6.4", "04 02 00 0A",
            pdu => ReadInputRegistersResponse.Encode(pdu, [10]), pdu => Read(pdu, 1, ReadInputRegistersResponse.Decode), "10"),
        new("§6.5", "05 00 AC FF 00",
            pdu => WriteSingleCoilResponse.Encode(pdu, new(0xAC, true)),
            pdu => Echo(() => WriteSingleCoilResponse.Decode(pdu, new(0xAC, true))), "echo"),
        new("§6.6", "06 00 01 00 03",
            pdu => WriteSingleRegisterResponse.Encode(pdu, new(1, 3)),
            pdu => Echo(() => WriteSingleRegisterResponse.Decode(pdu, new(1, 3))), "echo"),
        new("§6.11", "0F 00 13 00 0A",
            pdu => WriteMultipleCoilsResponse.Encode(pdu, 0x13, 10),
            pdu => Echo(() => WriteMultipleCoilsResponse.Decode(pdu, 0x13, 10)), "echo"),
        new("§6.12", "10 00 01 00 02",
            pdu => WriteMultipleRegistersResponse.Encode(pdu, 1, 2),
            pdu => Echo(() => WriteMultipleRegistersResponse.Decode(pdu, 1, 2)), "echo"),
        new("§6.16", "16 00 04 00 F2 00 25",
            pdu => MaskWriteRegisterResponse.Encode(pdu, new(4, 0xF2, 0x25)),
            pdu => Echo(() => MaskWriteRegisterResponse.Decode(pdu, new(4, 0xF2, 0x25))), "echo"),
        new("§6.17", "17 0C 00 FE 0A CD 00 01 00 03 00 0D 00 FF",
            pdu => ReadWriteMultipleRegistersResponse.Encode(pdu, [0xFE, 0x0ACD, 1, 3, 0x0D, 0xFF]),
            pdu => Read(pdu, 6, ReadWriteMultipleRegistersResponse.Decode), "254,2765,1,3,13,255"),
        // The specification prints a length of 0x0D for the 15 characters of its product code: here it is what it must be.
        new("§6.21", "2B 0E 01 01 00 00 03 00 16 43 6F 6D 70 61 6E 79 20 69 64 65 6E 74 69 66 69 63 61 74 69 6F 6E "
            + "01 0F 50 72 6F 64 75 63 74 20 63 6F 64 65 20 58 58 02 05 56 32 2E 31 31",
            pdu => ReadDeviceIdentificationResponse.Encode(pdu, new(1, 0), BasicDevice),
            pdu => Objects(ReadDeviceIdentificationResponse.Decode(pdu, new(1, 0))),
            "Basic 0=Company identification 1=Product code XX 2=V2.11"),
    ];

    internal static ResponseExample Of(string clause) => Array.Find(All, e => e.Clause == clause)!;

    /// <summary>The device of §6.21's example: basic level, a stream only.</summary>
    private static DeviceIdentification BasicDevice => new(
        DeviceIdentificationLevel.Basic, supportsIndividualAccess: false,
        DeviceIdentification.Create("Company identification", "Product code XX", "V2.11").Objects);


    private delegate void BitReader(ReadOnlySpan<byte> pdu, Span<bool> destination);

    private delegate void RegisterReader(ReadOnlySpan<byte> pdu, Span<ushort> destination);

    private static bool[] Bits(string text) => [.. text.Select(c => c == '1')];

    private static string Read(byte[] pdu, int quantity, BitReader decode)
    {
        var values = new bool[quantity];
        decode(pdu, values);
        return string.Concat(values.Select(v => v ? '1' : '0'));
    }

    private static string Read(byte[] pdu, int quantity, RegisterReader decode)
    {
        var values = new ushort[quantity];
        decode(pdu, values);
        return string.Join(',', values);
    }

    private static string Objects(DevicePage page) => string.Join(
        ' ', page.Objects.OrderBy(o => o.Key).Select(o => $"{o.Key}={System.Text.Encoding.ASCII.GetString(o.Value)}").Prepend($"{page.Level}"));

    private static string Echo(Action decode)
    {
        decode();
        return "echo";
    }
}
