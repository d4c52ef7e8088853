namespace Faultline.Protocols.Modbus.Messages;

/// <summary>Request of function 43, MEI type 14 (Modbus Application Protocol V1.1b3 §6.21).</summary>
/// <param name="ReadCode">1 basic, 2 regular, 3 extended (a stream of objects), 4 one object.</param>
/// <param name="ObjectId">First object of the stream, or the one object.</param>
public readonly record struct ReadDeviceIdentificationRequest(byte ReadCode, byte ObjectId)
{
    /// <summary>Read code that asks for one object.</summary>
    public const byte OneObject = 4;

    internal const byte MeiType = 14;
    internal const int PduLength = 4;

    /// <summary>Last object id that the read code is about.</summary>
    internal byte LastObjectId => ReadCode switch
    {
        (byte)DeviceIdentificationLevel.Basic => DeviceIdentification.LastBasic,
        (byte)DeviceIdentificationLevel.Regular => DeviceIdentification.LastRegular,
        _ => byte.MaxValue,
    };

    /// <summary>Writes the PDU and answers its length, 4 bytes.</summary>
    public int Encode(Span<byte> pdu)
    {
        pdu[0] = (byte)FunctionCode.EncapsulatedInterfaceTransport;
        pdu[1] = MeiType;
        pdu[2] = ReadCode;
        pdu[3] = ObjectId;
        return PduLength;
    }

    /// <summary>Reads the PDU; answers the exception a server has to reply with, or none. Other MEI types are illegal functions.</summary>
    public static ModbusExceptionCode Decode(ReadOnlySpan<byte> pdu, out ReadDeviceIdentificationRequest request)
    {
        request = default;
        if (pdu.Length == 0 || pdu[0] != (byte)FunctionCode.EncapsulatedInterfaceTransport || pdu.Length > 1 && pdu[1] != MeiType)
            return ModbusExceptionCode.IllegalFunction;
        if (pdu.Length != PduLength || pdu[2] is < (byte)DeviceIdentificationLevel.Basic or > OneObject)
            return ModbusExceptionCode.IllegalDataValue;
        request = new ReadDeviceIdentificationRequest(pdu[2], pdu[3]);
        return ModbusExceptionCode.None;
    }
}
