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
}
