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
    ];

    internal static ResponseExample Of(string clause) => Array.Find(All, e => e.Clause == clause)!;

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

    private static string Echo(Action decode)
    {
        decode();
        return "echo";
    }
}
