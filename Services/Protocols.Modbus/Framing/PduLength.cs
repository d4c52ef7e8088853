using Faultline.Protocols.Modbus.Messages;

namespace Faultline.Protocols.Modbus.Framing;

/// <summary>How long a PDU is, told from its first bytes: what RTU frames on a stream are cut by (Modbus Application Protocol V1.1b3 §6).</summary>
internal static class PduLength
{
    /// <summary>The bytes at hand do not tell yet.</summary>
    internal const int NeedMoreData = 0;

    /// <summary>The function is not one that this library speaks.</summary>
    internal const int Unknown = -1;

    internal static int OfRequest(ReadOnlySpan<byte> pdu)
    {
        if (pdu.IsEmpty)
            return NeedMoreData;
        return (FunctionCode)pdu[0] switch
        {
            >= FunctionCode.ReadCoils and <= FunctionCode.WriteSingleRegister => AddressAndQuantity.PduLength,
            FunctionCode.WriteMultipleCoils or FunctionCode.WriteMultipleRegisters => WithByteCountAt(pdu, 5),
            FunctionCode.MaskWriteRegister => MaskWriteRegisterRequest.PduLength,
            FunctionCode.ReadWriteMultipleRegisters => WithByteCountAt(pdu, 9),
            FunctionCode.EncapsulatedInterfaceTransport => OfEncapsulated(pdu, static _ => ReadDeviceIdentificationRequest.PduLength),
            _ => Unknown,
        };
    }

    internal static int OfResponse(ReadOnlySpan<byte> pdu)
    {
        if (pdu.IsEmpty)
            return NeedMoreData;
        if ((pdu[0] & ExceptionResponse.Mark) != 0)
            return ExceptionResponse.PduLength;
        return (FunctionCode)pdu[0] switch
        {
            >= FunctionCode.ReadCoils and <= FunctionCode.ReadInputRegisters or FunctionCode.ReadWriteMultipleRegisters => WithByteCountAt(pdu, 1),
            FunctionCode.WriteSingleCoil or FunctionCode.WriteSingleRegister => AddressAndQuantity.PduLength,
            FunctionCode.WriteMultipleCoils or FunctionCode.WriteMultipleRegisters => AddressAndQuantity.PduLength,
            FunctionCode.MaskWriteRegister => MaskWriteRegisterRequest.PduLength,
            FunctionCode.EncapsulatedInterfaceTransport => OfEncapsulated(pdu, ReadDeviceIdentificationResponse.LengthOf),
            _ => Unknown,
        };
    }

    private static int WithByteCountAt(ReadOnlySpan<byte> pdu, int place) => pdu.Length > place ? place + 1 + pdu[place] : NeedMoreData;

    private static int OfEncapsulated(ReadOnlySpan<byte> pdu, Func<ReadOnlySpan<byte>, int> deviceIdentification) => pdu.Length switch
    {
        1 => NeedMoreData,
        _ when pdu[1] == ReadDeviceIdentificationRequest.MeiType => deviceIdentification(pdu),
        _ => Unknown,
    };
}
