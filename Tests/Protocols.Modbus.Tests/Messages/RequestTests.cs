using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Tests.Messages;

/// <summary>Requests against the bytes that the specification prints.</summary>
public class RequestTests
{
    public static TheoryData<string> Clauses => [.. RequestExample.All.Select(e => e.Clause)];

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Example_Encoded_IsTheSpecifications(string clause)
    {
        var example = RequestExample.Of(clause);
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
        var example = RequestExample.Of(clause);
        Assert.Equal((ModbusExceptionCode.None, example.Expected), example.Decode(Hex.Bytes(example.Pdu)));
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Example_CutAnywhere_IsRefused(string clause)
    {
        var example = RequestExample.Of(clause);
        var pdu = Hex.Bytes(example.Pdu);
        Assert.Equal(ModbusExceptionCode.IllegalFunction, example.Decode([]).Code);
        for (var length = 1; length < pdu.Length; length++)
            Assert.Equal(ModbusExceptionCode.IllegalDataValue, example.Decode(pdu[..length]).Code);
    }

    [Theory]
    [MemberData(nameof(Clauses))]
    public void Example_WithAByteMore_IsRefused(string clause)
    {
        var example = RequestExample.Of(clause);
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, example.Decode([.. Hex.Bytes(example.Pdu), 0]).Code);
    }

    [Theory]
    [InlineData("§6.1", "01 00 00 00 00")]
    [InlineData("§6.1", "01 00 00 07 D1")]
    [InlineData("§6.2", "02 00 00 07 D1")]
    [InlineData("§6.3", "03 00 00 00 00")]
    [InlineData("§6.3", "03 00 00 00 7E")]
    [InlineData("§6.4", "04 00 00 FF FF")]
    [InlineData("§6.5", "05 00 00 00 01")]
    [InlineData("§6.5", "05 00 00 FF FF")]
    [InlineData("§6.11", "0F 00 00 00 00 00")]
    [InlineData("§6.11", "0F 00 00 00 09 01 FF")]
    [InlineData("§6.11", "0F 00 00 07 B1 F7 00")]
    [InlineData("§6.12", "10 00 00 00 00 00")]
    [InlineData("§6.12", "10 00 00 00 02 02 00 01")]
    [InlineData("§6.12", "10 00 00 00 7C F8 00")]
    [InlineData("§6.12", "10 00 00 FF FF FE 00")]
    [InlineData("§6.17", "17 00 00 00 00 00 00 00 01 02 00 01")]
    [InlineData("§6.17", "17 00 00 00 7E 00 00 00 01 02 00 01")]
    [InlineData("§6.17", "17 00 00 00 01 00 00 00 00 00")]
    [InlineData("§6.17", "17 00 00 00 01 00 00 00 7A F4 00")]
    [InlineData("§6.17", "17 00 00 00 01 00 00 80 01 02 00 01")]
    [InlineData("§6.21", "2B 0E 00 00")]
    [InlineData("§6.21", "2B 0E 05 00")]
    [InlineData("§6.21", "2B 0E FF 00")]
    public void Quantity_OutsideItsLimitOrNotFittingTheData_IsIllegalDataValue(string clause, string pdu) =>
        Assert.Equal(ModbusExceptionCode.IllegalDataValue, RequestExample.Of(clause).Decode(Hex.Bytes(pdu)).Code);

    [Theory]
    [InlineData("§6.1", "01 FF FF 00 02")]
    [InlineData("§6.2", "02 F8 31 07 D0")]
    [InlineData("§6.3", "03 FF 84 00 7D")]
    [InlineData("§6.4", "04 FF FF 00 02")]
    [InlineData("§6.11", "0F FF FF 00 02 01 03")]
    [InlineData("§6.12", "10 FF FF 00 02 04 00 01 00 02")]
    [InlineData("§6.17", "17 FF FF 00 02 00 00 00 01 02 00 01")]
    [InlineData("§6.17", "17 00 00 00 01 FF FF 00 02 04 00 01 00 02")]
    public void Range_PastTheTablesEnd_IsIllegalDataAddress(string clause, string pdu) =>
        Assert.Equal(ModbusExceptionCode.IllegalDataAddress, RequestExample.Of(clause).Decode(Hex.Bytes(pdu)).Code);

    [Fact]
    public void MultipleWrites_AtTheirLimits_FitThePdu()
    {
        var pdu = new byte[ModbusLimits.MaxPduLength];
        Assert.Equal(252, WriteMultipleRegistersRequest.Encode(pdu, 0, new ushort[ModbusLimits.MaxWriteRegisters]));
        Assert.Equal(252, ReadWriteMultipleRegistersRequest.Encode(pdu, 0, 1, 0, new ushort[ModbusLimits.MaxReadWriteWriteRegisters]));
        Assert.Equal(252, WriteMultipleCoilsRequest.Encode(pdu, 0, new bool[ModbusLimits.MaxWriteCoils]));
        Assert.Equal(ModbusExceptionCode.None, WriteMultipleCoilsRequest.Decode(pdu.AsSpan(0, 252), out var request));
        Assert.Equal(ModbusLimits.MaxWriteCoils, request.Quantity);
    }

    [Fact]
    public void MaskWrite_TheSpecificationsExample_GivesItsResult() =>
        Assert.Equal(0x17, new MaskWriteRegisterRequest(4, 0xF2, 0x25).Apply(0x12));

    [Fact]
    public void EncapsulatedInterface_OtherThanDeviceIdentification_IsAnIllegalFunction() =>
        Assert.Equal(ModbusExceptionCode.IllegalFunction, ReadDeviceIdentificationRequest.Decode(Hex.Bytes("2B 0D 01 00"), out _));
}
