using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Client;

/// <summary>What an answer must look like, and where its data goes.</summary>
internal sealed partial class Transaction
{
    /// <summary>Judges the answer, puts its data in the caller's memory and ends the request.</summary>
    internal void Complete(byte unit, ReadOnlySpan<byte> pdu)
    {
        ModbusException? failure = null;
        try
        {
            if (unit != Unit)
                failure = ModbusFault.WrongUnit(Function, Unit, unit);
            else if (ExceptionResponse.TryDecode(pdu, out var refused) && refused.Function == Function)
                failure = ModbusFault.ExceptionResponse(Function, Unit, refused.Code);
            else
                Decode(pdu);
        }
        catch (ModbusException invalid)
        {
            failure = invalid;
        }

        End(failure);
    }

    private void Decode(ReadOnlySpan<byte> pdu)
    {
        switch (Function)
        {
            case FunctionCode.ReadCoils: ReadCoilsResponse.Decode(pdu, Bits.Span); break;
            case FunctionCode.ReadDiscreteInputs: ReadDiscreteInputsResponse.Decode(pdu, Bits.Span); break;
            case FunctionCode.ReadHoldingRegisters: ReadHoldingRegistersResponse.Decode(pdu, Registers.Span); break;
            case FunctionCode.ReadInputRegisters: ReadInputRegistersResponse.Decode(pdu, Registers.Span); break;
            case FunctionCode.WriteSingleCoil: WriteSingleCoilResponse.Decode(pdu, new WriteSingleCoilRequest(Address, Echo != 0)); break;
            case FunctionCode.WriteSingleRegister:
                WriteSingleRegisterResponse.Decode(pdu, new WriteSingleRegisterRequest(Address, Echo)); break;
            case FunctionCode.WriteMultipleCoils: WriteMultipleCoilsResponse.Decode(pdu, Address, Echo); break;
            case FunctionCode.WriteMultipleRegisters: WriteMultipleRegistersResponse.Decode(pdu, Address, Echo); break;
            case FunctionCode.MaskWriteRegister:
                MaskWriteRegisterResponse.Decode(pdu, new MaskWriteRegisterRequest(Address, Echo, SecondEcho)); break;
            case FunctionCode.ReadWriteMultipleRegisters: ReadWriteMultipleRegistersResponse.Decode(pdu, Registers.Span); break;
            case FunctionCode.EncapsulatedInterfaceTransport:
                Page!.Value = ReadDeviceIdentificationResponse.Decode(pdu, new ReadDeviceIdentificationRequest((byte)Echo, (byte)Address)); break;
            default: throw ModbusFault.WrongFunction(Function, pdu[0]);
        }
    }
}
