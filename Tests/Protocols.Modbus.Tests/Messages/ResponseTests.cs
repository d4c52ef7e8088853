using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Tests.Messages;

/// <summary>Responses against the bytes that the specification prints.</summary>
public class ResponseTests
{
    public static TheoryData<string> Clauses => [.. ResponseExample.All.Select(e => e.Clause)];

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Example_Encoded_IsTheSpecifications(string clause)
    {
        var example = ResponseExample.Of(clause);
        var pdu = new byte[ModbusLimits.MaxPduLength];
        Array.Fill(pdu, (byte)0xEE);
        var length = example.Encode(pdu);
        Assert.Equal(example.Pdu, Hex.Text(pdu.AsSpan(0, length)));
        Assert.All(pdu[length..], b => Assert.Equal(0xEE, b));
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Example_Decoded_HasTheSpecificationsValues(string clause)
    {
        var example = ResponseExample.Of(clause);
        Assert.Equal(example.Expected, example.Decode(Hex.Bytes(example.Pdu)));
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Example_CutAnywhereOrTooLong_IsInvalid(string clause)
    {
        var example = ResponseExample.Of(clause);
        var pdu = Hex.Bytes(example.Pdu);
        for (var length = 0; length < pdu.Length; length++)
            AssertInvalid(example, pdu[..length]);
        AssertInvalid(example, [.. pdu, 0]);
    }

    [Theory]
    [InlineData("§6.1", "01 02 CD 6B", "byte count is 2, 3 expected")]
    [InlineData("§6.3", "03 08 02 2B 00 00 00 64 00 00", "byte count is 8, 6 expected")]
    [InlineData("§6.4", "03 02 00 0A", "function code 3 to a request with function code 4")]
    [InlineData("§6.4", "04 FF 00 0A", "byte count is 255, 2 expected")]
    [InlineData("§6.5", "05 00 AD FF 00", "address 173, 172 was sent")]
    [InlineData("§6.5", "05 00 AC 00 00", "value 0, 65280 was sent")]
    [InlineData("§6.6", "06 00 01 00 04", "value 4, 3 was sent")]
    [InlineData("§6.11", "0F 00 13 00 09", "quantity 9, 10 was sent")]
    [InlineData("§6.12", "10 00 02 00 02", "address 2, 1 was sent")]
    [InlineData("§6.16", "16 00 05 00 F2 00 25", "address 5, 4 was sent")]
    [InlineData("§6.16", "16 00 04 00 F3 00 25", "and-mask 243, 242 was sent")]
    [InlineData("§6.16", "16 00 04 00 F2 00 26", "or-mask 38, 37 was sent")]
    [InlineData("§6.17", "17 0A 00 FE 0A CD 00 01 00 03 00 0D", "byte count is 10, 12 expected")]
    [InlineData("§6.21", "2B 0D 01 01 00 00 00", "MEI type 13, 14 was sent")]
    [InlineData("§6.21", "2B 0E 02 01 00 00 00", "read code 2, 1 was sent")]
    [InlineData("§6.21", "2B 0E 01 04 00 00 00", "conformity level 4")]
    [InlineData("§6.21", "2B 0E 01 80 00 00 00", "conformity level 128")]
    [InlineData("§6.21", "2B 0E 01 01 01 00 00", "more-follows 1")]
    [InlineData("§6.21", "2B 0E 01 01 00 00 FF 00 00", "fewer objects than its count 255")]
    [InlineData("§6.21", "2B 0E 01 01 00 00 01 00 FF 41", "PDU has 10 bytes, 264 expected")]
    [InlineData("§6.21", "2B 0E 01 01 00 00 02 07 00 07 00", "object id, there twice, 7")]
    [InlineData("§6.21", "2B 0E 01 01 00 00 00 07 00", "PDU has 9 bytes, 7 expected")]
    public void Field_ThatDoesNotFitTheRequest_IsNamed(string clause, string pdu, string message)
    {
        var error = AssertInvalid(ResponseExample.Of(clause), Hex.Bytes(pdu));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_Golden_BothWays()
    {
        var pdu = new byte[2];
        Assert.Equal(2, new ExceptionResponse(FunctionCode.ReadCoils, ModbusExceptionCode.IllegalDataAddress).Encode(pdu));
        Assert.Equal("81 02", Hex.Text(pdu));
        Assert.True(ExceptionResponse.TryDecode(pdu, out var response));
        Assert.Equal(new ExceptionResponse(FunctionCode.ReadCoils, ModbusExceptionCode.IllegalDataAddress), response);
    }

    [Theory]
    [InlineData("")]
    [InlineData("81")]
    [InlineData("01 02")]
    [InlineData("81 00")]
    [InlineData("81 02 00")]
    public void Exception_Malformed_IsNone(string pdu) => Assert.False(ExceptionResponse.TryDecode(Hex.Bytes(pdu), out _));

    private static ModbusException AssertInvalid(ResponseExample example, byte[] pdu)
    {
        var error = Assert.Throws<ModbusException>(() => example.Decode(pdu));
        Assert.Equal(ModbusError.InvalidResponse, error.Error);
        return error;
    }
}
