using Faultline.Protocols.Modbus;
using Faultline.Protocols.Modbus.Framing;
using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Fuzz.Modbus;

/// <summary>Request decoders: any bytes give a request or an exception code, and an accepted request encodes to the bytes it came from.</summary>
public class ModbusRequestFuzz
{
    [Fact]
    public void Decoders_DamagedRequests_AcceptOnlyWhatTheyWouldWrite() => FuzzRun.Seeds(20_000, random =>
        Check(Mutator.Mutate(random, ModbusSamples.Request(random))));

    [Theory]
    [InlineData("coil-padding-bits-set", "0F 00 00 00 01 01 FF")]
    [InlineData("coil-byte-count-zero", "0F 00 00 00 00 00")]
    [InlineData("register-byte-count-odd", "10 00 00 00 01 03 00 01 02")]
    [InlineData("register-byte-count-wraps", "10 00 00 00 81 02 00 01")]
    [InlineData("last-address", "04 FF FF 00 01")]
    [InlineData("past-last-address", "04 FF FF 00 02")]
    [InlineData("read-write-byte-count-wraps", "17 00 00 00 01 00 00 00 81 02 00 01")]
    [InlineData("mei-type-alone", "2B 0E")]
    [InlineData("mei-of-canopen", "2B 0D 01 00")]
    public void Regression(string name, string hex)
    {
        Assert.NotEmpty(name);
        Check(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
    }

    private static void Check(byte[] pdu)
    {
        foreach (var function in Enum.GetValues<FunctionCode>())
        {
            var encoded = new byte[ModbusLimits.MaxPduLength];
            var (code, length) = DecodeAndEncode(function, pdu, encoded);
            if (code != ModbusExceptionCode.None)
            {
                Assert.True(code is ModbusExceptionCode.IllegalFunction or ModbusExceptionCode.IllegalDataAddress
                    or ModbusExceptionCode.IllegalDataValue);
                continue;
            }

            Assert.Equal((byte)function, pdu[0]);
            Assert.Equal(pdu.Length, length);
            var last = function == FunctionCode.WriteMultipleCoils ? length - 1 : length;
            Assert.Equal(pdu[..last], encoded[..last]);
            // The padding of the last byte of coils is not checked by the specification; written again it is zero, and stays so.
            var twice = new byte[ModbusLimits.MaxPduLength];
            Assert.Equal((ModbusExceptionCode.None, length), DecodeAndEncode(function, encoded[..length], twice));
            Assert.Equal(encoded, twice);
        }
    }

    private static (ModbusExceptionCode Code, int Length) DecodeAndEncode(FunctionCode function, byte[] pdu, byte[] encoded)
    {
        switch (function)
        {
            case FunctionCode.ReadCoils: return (ReadCoilsRequest.Decode(pdu, out var coils), coils.Encode(encoded));
            case FunctionCode.ReadDiscreteInputs: return (ReadDiscreteInputsRequest.Decode(pdu, out var inputs), inputs.Encode(encoded));
            case FunctionCode.ReadHoldingRegisters: return (ReadHoldingRegistersRequest.Decode(pdu, out var holding), holding.Encode(encoded));
            case FunctionCode.ReadInputRegisters: return (ReadInputRegistersRequest.Decode(pdu, out var input), input.Encode(encoded));
            case FunctionCode.WriteSingleCoil: return (WriteSingleCoilRequest.Decode(pdu, out var coil), coil.Encode(encoded));
            case FunctionCode.WriteSingleRegister: return (WriteSingleRegisterRequest.Decode(pdu, out var register), register.Encode(encoded));
            case FunctionCode.WriteMultipleCoils:
                var code = WriteMultipleCoilsRequest.Decode(pdu, out var manyCoils);
                var bits = new bool[manyCoils.Quantity];
                manyCoils.CopyTo(bits);
                return (code, WriteMultipleCoilsRequest.Encode(encoded, manyCoils.Address, bits));
            case FunctionCode.WriteMultipleRegisters:
                code = WriteMultipleRegistersRequest.Decode(pdu, out var manyRegisters);
                var registers = new ushort[manyRegisters.Quantity];
                manyRegisters.CopyTo(registers);
                return (code, WriteMultipleRegistersRequest.Encode(encoded, manyRegisters.Address, registers));
            case FunctionCode.MaskWriteRegister: return (MaskWriteRegisterRequest.Decode(pdu, out var mask), mask.Encode(encoded));
            case FunctionCode.ReadWriteMultipleRegisters:
                code = ReadWriteMultipleRegistersRequest.Decode(pdu, out var both);
                registers = new ushort[both.WriteQuantity];
                both.CopyTo(registers);
                return (code, ReadWriteMultipleRegistersRequest.Encode(encoded, both.ReadAddress, both.ReadQuantity, both.WriteAddress, registers));
            case FunctionCode.EncapsulatedInterfaceTransport:
                return (ReadDeviceIdentificationRequest.Decode(pdu, out var identification), identification.Encode(encoded));
            default: return (ModbusExceptionCode.IllegalFunction, 0);
        }
    }
}
