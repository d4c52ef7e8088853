using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Fuzz.Modbus;

/// <summary>Response decoders: any bytes give values or a <see cref="ModbusException"/>, nothing else; accepted ones encode back.</summary>
public class ModbusResponseFuzz
{
    private static readonly FunctionCode[] Reads =
        [FunctionCode.ReadCoils, FunctionCode.ReadDiscreteInputs, FunctionCode.ReadHoldingRegisters, FunctionCode.ReadInputRegisters];

    [Fact]
    public void Decoders_DamagedResponses_AcceptOnlyWhatTheyWouldWrite() => FuzzRun.Seeds(5_000, random =>
    {
        var quantity = random.Next(1, 126);
        var function = Reads[random.Next(Reads.Length)];
        Check(Mutator.Mutate(random, ModbusSamples.ReadResponse(random, function, quantity)), quantity);
    });

    [Theory]
    [InlineData("byte-count-without-data", "04 FA", 125)]
    [InlineData("byte-count-zero", "04 00", 1)]
    [InlineData("exception-code-zero", "84 00", 1)]
    [InlineData("empty", "", 1)]
    public void Regression(string name, string hex, int quantity)
    {
        Assert.NotEmpty(name);
        Check(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), quantity);
    }

    private static void Check(byte[] pdu, int quantity)
    {
        if (ExceptionResponse.TryDecode(pdu, out var exception))
        {
            var written = new byte[2];
            exception.Encode(written);
            Assert.Equal(pdu, written);
        }

        foreach (var function in Reads)
        {
            var encoded = new byte[ModbusLimits.MaxPduLength];
            int length;
            try
            {
                length = DecodeAndEncode(function, pdu, quantity, encoded);
            }
            catch (ModbusException e) when (e.Error == ModbusError.InvalidResponse)
            {
                continue;
            }

            Assert.Equal(pdu.Length, length);
            var last = function is FunctionCode.ReadCoils or FunctionCode.ReadDiscreteInputs ? length - 1 : length;
            Assert.Equal(pdu[..last], encoded[..last]);
        }
    }

    private static int DecodeAndEncode(FunctionCode function, byte[] pdu, int quantity, byte[] encoded)
    {
        var bits = new bool[quantity];
        var registers = new ushort[quantity];
        switch (function)
        {
            case FunctionCode.ReadCoils:
                ReadCoilsResponse.Decode(pdu, bits);
                return ReadCoilsResponse.Encode(encoded, bits);
            case FunctionCode.ReadDiscreteInputs:
                ReadDiscreteInputsResponse.Decode(pdu, bits);
                return ReadDiscreteInputsResponse.Encode(encoded, bits);
            case FunctionCode.ReadHoldingRegisters:
                ReadHoldingRegistersResponse.Decode(pdu, registers);
                return ReadHoldingRegistersResponse.Encode(encoded, registers);
            default:
                ReadInputRegistersResponse.Decode(pdu, registers);
                return ReadInputRegistersResponse.Encode(encoded, registers);
        }
    }

    /// <summary>Two objects, 259 bytes in all, and a count of three.</summary>
    private const string LongerThanAPdu = "2B 0E 03 83 00 00 03 00 7C" + Filling + "01 7C" + Filling;
    private const string Filling = Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + Sixteen + "AA AA AA AA AA AA AA AA AA AA AA AA";
    private const string Sixteen = "AA AA AA AA AA AA AA AA AA AA AA AA AA AA AA AA";

    [Fact]
    public void Identification_DamagedPages_AreReadOrRefused() => FuzzRun.Seeds(20_000, random =>
        CheckPage(Mutator.Mutate(random, ModbusSamples.IdentificationPage(random))));

    [Theory]
    [InlineData("count-without-objects", "2B 0E 03 83 00 00 FF")]
    [InlineData("object-past-the-end", "2B 0E 03 83 00 00 01 00 FF 41")]
    [InlineData("objects-longer-than-a-pdu", "2B 0E 03 83 00 00 03 00 FF 01 FF 02 FF")]
    [InlineData("object-twice", "2B 0E 03 83 00 00 02 07 00 07 00")]
    [InlineData("longer-than-a-pdu-and-an-object-short", LongerThanAPdu)]
    public void IdentificationRegression(string name, string hex)
    {
        Assert.NotEmpty(name);
        CheckPage(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
    }

    private static void CheckPage(byte[] pdu)
    {
        var request = new ReadDeviceIdentificationRequest((byte)DeviceIdentificationLevel.Extended, 0);
        try
        {
            var page = ReadDeviceIdentificationResponse.Decode(pdu, request);
            Assert.Equal(pdu.Length, 7 + page.Objects.Sum(o => 2 + o.Value.Length));
            Assert.Equal(pdu[6], page.Objects.Count);
            Assert.Equal(pdu[4] != 0, page.MoreFollows);
        }
        catch (ModbusException e) when (e.Error == ModbusError.InvalidResponse)
        {
            // What the damage is, is said in the message; that nothing else comes out of it is what counts.
        }
    }
}
